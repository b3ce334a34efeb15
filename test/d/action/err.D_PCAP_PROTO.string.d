/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the protocol of pcap() is a number
 */
BEGIN { pcap((void *)arg0, "ip"); }
