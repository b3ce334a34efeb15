/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pcap() wants the library that knows what a packet is
 * @only: driver
 * @options: -x nolibs
 */
BEGIN { pcap((void *)arg0, 101); }
