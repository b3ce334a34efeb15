/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * more of a packet than a record can have
 * @options: -x pcapsize=2m
 */
BEGIN { pcap((void *)arg0, PCAP_IP); }
