/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pcap() has two arguments
 */
BEGIN { pcap((void *)arg0); }
