/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * .. and a link type, which has 16 bits
 */
BEGIN { pcap((void *)arg0, 0x10000); }
