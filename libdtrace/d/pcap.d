/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The protocols of pcap(): link types of capture files, by their public numbers. Known everywhere, so that a
 * program which cannot capture is told why; what a packet is, net.d knows.
 */

inline int PCAP_NULL = 0;
inline int PCAP_ETHERNET = 1;
inline int PCAP_PPP = 9;
inline int PCAP_IP = 101;	/* of either version */
inline int PCAP_SLL = 113;
inline int PCAP_IPV4 = 228;
inline int PCAP_IPV6 = 229;
inline int PCAP_INFINIBAND = 247;
