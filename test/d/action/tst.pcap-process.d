/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pcap() without the driver: refused with a sentence, not with an unknown PCAP_IP
 * @only: process
 * @status: 1
 */
BEGIN { pcap((void *)arg0, PCAP_IP); }
