/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * .. and not negative
 */
BEGIN { pcap((void *)arg0, -1); }
