/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pcap() records data: not after commit()
 */
BEGIN { commit(1); pcap((void *)arg0, PCAP_IP); }
