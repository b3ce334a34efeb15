/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pcap(): no packets are seen without the driver
 * @only: process
 */
BEGIN { pcap((void *)arg0, PCAP_IP); }
