/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pcap(): refused with a sentence
 */
BEGIN { pcap((void *)0, 1); exit(0); }
