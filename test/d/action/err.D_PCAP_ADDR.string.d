/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pcap() wants the address of a packet
 */
BEGIN { pcap("packet", PCAP_IP); }
