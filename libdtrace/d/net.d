/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Packets and connections: the *info_t of the ip, tcp and udp providers, from struct sk_buff, struct
 * sock and the headers in a packet. A member given twice: see procfs.d.
 */

#pragma D depends_on library ip.d
#pragma D depends_on library pcap.d
#pragma D depends_on backend kernel
#pragma D depends_on module vmlinux

/* --- packets --- */

typedef struct pktinfo {
	uintptr_t pkt_addr;	/* the struct sk_buff */
} pktinfo_t;

translator pktinfo_t < struct sk_buff *s > {
	pkt_addr = (uintptr_t)s;
};

/*
 * What pcap() takes of a packet. One of IP begins with that header, one of Ethernet with its own, whichever
 * layer has it at the moment; any other where its data begin. What of it is in pages of their own is not
 * recorded.
 */
inline uintptr_t pcap_start[uintptr_t s, uint64_t protocol] =
	protocol == PCAP_ETHERNET && ((struct sk_buff *)s)->mac_header != 0xffff
		? (uintptr_t)((struct sk_buff *)s)->head + ((struct sk_buff *)s)->mac_header :
	(protocol == PCAP_IP || protocol == PCAP_IPV4 || protocol == PCAP_IPV6) &&
		((struct sk_buff *)s)->network_header
		? (uintptr_t)((struct sk_buff *)s)->head + ((struct sk_buff *)s)->network_header :
	(uintptr_t)((struct sk_buff *)s)->data;
inline uintptr_t pcap_end[uintptr_t s] = (uintptr_t)((struct sk_buff *)s)->data +
	((struct sk_buff *)s)->len - ((struct sk_buff *)s)->data_len;
inline uint64_t pcap_captured[uintptr_t s, uint64_t protocol] =
	pcap_end[s] > pcap_start[s, protocol] ? pcap_end[s] - pcap_start[s, protocol] : 0;
inline uint64_t pcap_length[uintptr_t s, uint64_t protocol] =
	pcap_captured[s, protocol] + ((struct sk_buff *)s)->data_len;

typedef struct csinfo {
	uintptr_t cs_addr;	/* the struct sock */
	uint64_t cs_cid;	/* the same: what a connection is told by while it lasts */
	pid_t cs_pid;		/* not on Linux: see doc/LINUX.md */
} csinfo_t;

translator csinfo_t < struct sock *s > {
	cs_addr = (uintptr_t)s;
	cs_cid = (uint64_t)s;
};

typedef struct ifinfo {
	string if_name;
	int if_local;		/* the loopback interface */
	uintptr_t if_ipstack;	/* the struct net */
	uintptr_t if_addr;	/* the struct net_device */
} ifinfo_t;

translator ifinfo_t < struct net_device *d > {
	if_name = d ? stringof(d->name) : "<null>";
	if_local = d ? (d->flags & 0x8) != 0 : 0;
	if_ipstack = d ? (uintptr_t)d->nd_net.net : 0;
	if_addr = (uintptr_t)d;
};

/* --- headers of the network layer --- */

typedef struct ipinfo {
	int ip_ver;
	uint32_t ip_plength;	/* bytes behind the header */
	string ip_saddr;
	string ip_daddr;
} ipinfo_t;

translator ipinfo_t < struct iphdr *h > {
	ip_ver = h->version;
	ip_plength = ntohs(h->tot_len) - h->ihl * 4;
	ip_saddr = inet_ntop(AF_INET, &h->saddr);
	ip_daddr = inet_ntop(AF_INET, &h->daddr);
};

translator ipinfo_t < struct ipv6hdr *h > {
	ip_ver = h->version;
	ip_plength = ntohs(h->payload_len);
	ip_saddr = inet_ntop(AF_INET6, &h->saddr);
	ip_daddr = inet_ntop(AF_INET6, &h->daddr);
};

/* A packet says itself which of the two it is. */
inline struct iphdr *skb_ipv4[struct sk_buff *s] = (struct iphdr *)(s->head + s->network_header);
inline struct ipv6hdr *skb_ipv6[struct sk_buff *s] = (struct ipv6hdr *)(s->head + s->network_header);

/* None: a change of state that no packet made. */
translator ipinfo_t < struct sk_buff *s > {
	ip_ver = s ? skb_ipv4[s]->version : 0;
	ip_plength = !s ? 0 : skb_ipv4[s]->version == 6 ? ntohs(skb_ipv6[s]->payload_len) :
		ntohs(skb_ipv4[s]->tot_len) - skb_ipv4[s]->ihl * 4;
	ip_saddr = !s ? "<null>" : skb_ipv4[s]->version == 6 ? inet_ntop(AF_INET6, &skb_ipv6[s]->saddr) :
		inet_ntop(AF_INET, &skb_ipv4[s]->saddr);
	ip_daddr = !s ? "<null>" : skb_ipv4[s]->version == 6 ? inet_ntop(AF_INET6, &skb_ipv6[s]->daddr) :
		inet_ntop(AF_INET, &skb_ipv4[s]->daddr);
};

typedef struct ipv4info {
	int ipv4_ver;
	int ipv4_ihl;		/* bytes */
	int ipv4_tos;
	int ipv4_length;
	int ipv4_ident;
	int ipv4_flags;
	int ipv4_offset;	/* in units of eight bytes */
	int ipv4_ttl;
	int ipv4_protocol;
	string ipv4_protostr;
	int ipv4_checksum;
	uint32_t ipv4_src;	/* in host order */
	uint32_t ipv4_dst;
	string ipv4_saddr;
	string ipv4_daddr;
	uintptr_t ipv4_hdr;	/* the struct iphdr */
} ipv4info_t;

/* NULL here and below: a packet of the other kind, or none. */
translator ipv4info_t < struct iphdr *h > {
	ipv4_ver = h ? h->version : 0;
	ipv4_ihl = h ? h->ihl * 4 : 0;
	ipv4_tos = h ? h->tos : 0;
	ipv4_length = h ? ntohs(h->tot_len) : 0;
	ipv4_ident = h ? ntohs(h->id) : 0;
	ipv4_flags = h ? ntohs(h->frag_off) >> 13 : 0;
	ipv4_offset = h ? ntohs(h->frag_off) & 0x1fff : 0;
	ipv4_ttl = h ? h->ttl : 0;
	ipv4_protocol = h ? h->protocol : 0;
	ipv4_protostr = h ? protocol_name[h->protocol] : "<null>";
	ipv4_checksum = h ? ntohs(h->check) : 0;
	ipv4_src = h ? ntohl(h->saddr) : 0;
	ipv4_dst = h ? ntohl(h->daddr) : 0;
	ipv4_saddr = h ? inet_ntop(AF_INET, &h->saddr) : "<null>";
	ipv4_daddr = h ? inet_ntop(AF_INET, &h->daddr) : "<null>";
	ipv4_hdr = (uintptr_t)h;
};

typedef struct ipv6info {
	int ipv6_ver;
	int ipv6_tclass;
	uint32_t ipv6_flow;
	int ipv6_plen;
	int ipv6_nexthdr;
	string ipv6_nextstr;
	int ipv6_hlim;
	uintptr_t ipv6_src;	/* the sixteen bytes in the header */
	uintptr_t ipv6_dst;
	string ipv6_saddr;
	string ipv6_daddr;
	uintptr_t ipv6_hdr;	/* the struct ipv6hdr */
} ipv6info_t;

translator ipv6info_t < struct ipv6hdr *h > {
	ipv6_ver = h ? h->version : 0;
	ipv6_tclass = h ? (h->priority << 4) | (h->flow_lbl[0] >> 4) : 0;
	ipv6_flow = h ? ((h->flow_lbl[0] & 0xf) << 16) | (h->flow_lbl[1] << 8) | h->flow_lbl[2] : 0;
	ipv6_plen = h ? ntohs(h->payload_len) : 0;
	ipv6_nexthdr = h ? h->nexthdr : 0;
	ipv6_nextstr = h ? protocol_name[h->nexthdr] : "<null>";
	ipv6_hlim = h ? h->hop_limit : 0;
	ipv6_src = h ? (uintptr_t)&h->saddr : 0;
	ipv6_dst = h ? (uintptr_t)&h->daddr : 0;
	ipv6_saddr = h ? inet_ntop(AF_INET6, &h->saddr) : "<null>";
	ipv6_daddr = h ? inet_ntop(AF_INET6, &h->daddr) : "<null>";
	ipv6_hdr = (uintptr_t)h;
};

/* --- connections --- */

inline string sock_local[struct sock *s] = s->__sk_common.skc_family == AF_INET6
	? inet_ntop(AF_INET6, &s->__sk_common.skc_v6_rcv_saddr)
	: inet_ntop(AF_INET, &s->__sk_common.skc_rcv_saddr);
inline string sock_remote[struct sock *s] = s->__sk_common.skc_family == AF_INET6
	? inet_ntop(AF_INET6, &s->__sk_common.skc_v6_daddr)
	: inet_ntop(AF_INET, &s->__sk_common.skc_daddr);

typedef struct conninfo {
	string ci_local;
	string ci_remote;
	string ci_protocol;	/* "ipv4" or "ipv6" */
} conninfo_t;

translator conninfo_t < struct sock *s > {
	ci_local = sock_local[s];
	ci_remote = sock_remote[s];
	ci_protocol = s->__sk_common.skc_family == AF_INET6 ? "ipv6" : "ipv4";
};

/* --- tcp --- */

typedef struct tcpinfo {
	uint16_t tcp_sport;
	uint16_t tcp_dport;
	uint32_t tcp_seq;
	uint32_t tcp_ack;
	uint8_t tcp_offset;	/* bytes */
	uint8_t tcp_flags;	/* TH_* */
	uint16_t tcp_window;
	uint16_t tcp_checksum;
	uint16_t tcp_urgent;
	uintptr_t tcp_hdr;	/* the struct tcphdr */
} tcpinfo_t;

translator tcpinfo_t < struct tcphdr *h > {
	tcp_sport = h ? ntohs(h->source) : 0;
	tcp_dport = h ? ntohs(h->dest) : 0;
	tcp_seq = h ? ntohl(h->seq) : 0;
	tcp_ack = h ? ntohl(h->ack_seq) : 0;
	tcp_offset = h ? h->doff * 4 : 0;
	tcp_flags = h ? ((unsigned char *)h)[13] : 0;
	tcp_window = h ? ntohs(h->window) : 0;
	tcp_checksum = h ? ntohs(h->check) : 0;
	tcp_urgent = h ? ntohs(h->urg_ptr) : 0;
	tcp_hdr = (uintptr_t)h;
};

typedef struct tcpsinfo {
	uintptr_t tcps_addr;	/* the struct sock */
	int tcps_local;		/* both ends are on this machine */
	int tcps_active;	/* it was this end that connected, from a port that connect() chose */
	uint16_t tcps_lport;
	uint16_t tcps_rport;
	string tcps_laddr;
	string tcps_raddr;
	int32_t tcps_state;	/* TCP_STATE_* */
	uint32_t tcps_iss;	/* the first number sent, */
	uint32_t tcps_irs;	/* .. received */
	uint32_t tcps_suna;	/* sent, not acknowledged */
	uint32_t tcps_snxt;
	uint32_t tcps_rack;	/* received, and acknowledged */
	uint32_t tcps_rnxt;
	uint32_t tcps_swnd;
	int32_t tcps_snd_ws;
	uint32_t tcps_rwnd;
	int32_t tcps_rcv_ws;
	uint32_t tcps_cwnd;	/* bytes */
	uint32_t tcps_cwnd_ssthresh;
	uint32_t tcps_sack_fack;	/* the last that was selectively acknowledged */
	uint32_t tcps_sack_snxt;	/* the next to be sent again */
	uint32_t tcps_rto;	/* milliseconds */
	uint32_t tcps_mss;
	int tcps_retransmit;	/* segments being retransmitted */
	uint32_t tcps_rtt;	/* microseconds */
	uint32_t tcps_rtt_sd;
} tcpsinfo_t;

/* Ports that connect() takes are for nobody else: it marks them so. */
inline int sock_active[struct inet_connection_sock *s] = s->icsk_inet.sk.__sk_common.skc_state ==
	TCP_STATE_SYN_SENT || (s->icsk_bind_hash && s->icsk_bind_hash->fastreuse < 0);
inline uint32_t skb_seq[struct sk_buff *s] = ((struct tcp_skb_cb *)s->cb)->seq;

/* The kernel forgets where numbers began, but it counts: on the active side the SYN too. */
translator tcpsinfo_t < struct sock *s > {
	tcps_addr = (uintptr_t)s;
	tcps_local = s->__sk_common.skc_family == AF_INET
		? s->__sk_common.skc_rcv_saddr == s->__sk_common.skc_daddr
		: sock_local[s] == sock_remote[s];
	tcps_active = sock_active[(struct inet_connection_sock *)s];
	tcps_lport = s->__sk_common.skc_num;
	tcps_rport = ntohs(s->__sk_common.skc_dport);
	tcps_laddr = sock_local[s];
	tcps_raddr = sock_remote[s];
	tcps_state = s->__sk_common.skc_state;
	tcps_iss = (uint32_t)(((struct tcp_sock *)s)->snd_una - ((struct tcp_sock *)s)->bytes_acked -
		!sock_active[(struct inet_connection_sock *)s]);
	tcps_irs = ((struct tcp_sock *)s)->rcv_nxt ? (uint32_t)(((struct tcp_sock *)s)->rcv_nxt -
		((struct tcp_sock *)s)->bytes_received - 1) : 0;
	tcps_suna = ((struct tcp_sock *)s)->snd_una;
	tcps_snxt = ((struct tcp_sock *)s)->snd_nxt;
	tcps_rack = ((struct tcp_sock *)s)->rcv_wup;
	tcps_rnxt = ((struct tcp_sock *)s)->rcv_nxt;
	tcps_swnd = ((struct tcp_sock *)s)->snd_wnd;
	tcps_snd_ws = ((struct tcp_sock *)s)->rx_opt.snd_wscale;
	tcps_rwnd = ((struct tcp_sock *)s)->rcv_wnd;
	tcps_rcv_ws = ((struct tcp_sock *)s)->rx_opt.rcv_wscale;
	tcps_cwnd = ((struct tcp_sock *)s)->snd_cwnd * ((struct tcp_sock *)s)->mss_cache;
	tcps_cwnd_ssthresh =
		((struct tcp_sock *)s)->snd_ssthresh * ((struct tcp_sock *)s)->mss_cache;
	tcps_sack_fack = ((struct tcp_sock *)s)->sacked_out && ((struct tcp_sock *)s)->highest_sack
		? skb_seq[((struct tcp_sock *)s)->highest_sack] : ((struct tcp_sock *)s)->snd_una;
	tcps_sack_snxt = ((struct tcp_sock *)s)->retransmit_skb_hint
		? skb_seq[((struct tcp_sock *)s)->retransmit_skb_hint]
		: ((struct tcp_sock *)s)->snd_una;
	tcps_rto = (uint32_t)(((struct inet_connection_sock *)s)->icsk_rto *
		*(unsigned long *)&vmlinux`tick_nsec / 1000000);
	tcps_mss = ((struct tcp_sock *)s)->mss_cache;
	tcps_retransmit = ((struct tcp_sock *)s)->retrans_out;
	tcps_rtt = ((struct tcp_sock *)s)->srtt_us >> 3;
	tcps_rtt_sd = ((struct tcp_sock *)s)->mdev_us >> 2;
};

typedef struct tcplsinfo {
	int32_t tcps_state;
} tcplsinfo_t;

translator tcplsinfo_t < int state > {
	tcps_state = state;
};

/* --- udp --- */

typedef struct udpinfo {
	uint16_t udp_sport;
	uint16_t udp_dport;
	uint16_t udp_length;
	uint16_t udp_checksum;
	uintptr_t udp_hdr;	/* the struct udphdr */
} udpinfo_t;

translator udpinfo_t < struct udphdr *h > {
	udp_sport = ntohs(h->source);
	udp_dport = ntohs(h->dest);
	udp_length = ntohs(h->len);
	udp_checksum = ntohs(h->check);
	udp_hdr = (uintptr_t)h;
};

typedef struct udpsinfo {
	uintptr_t udps_addr;	/* the struct sock */
	uint16_t udps_lport;
	uint16_t udps_rport;
	string udps_laddr;
	string udps_raddr;
} udpsinfo_t;

translator udpsinfo_t < struct sock *s > {
	udps_addr = (uintptr_t)s;
	udps_lport = s->__sk_common.skc_num;
	udps_rport = ntohs(s->__sk_common.skc_dport);
	udps_laddr = sock_local[s];
	udps_raddr = sock_remote[s];
};
