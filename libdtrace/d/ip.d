/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The names by which scripts know internet addresses: inet_ntoa((ipaddr_t *)a), and the numbers of families,
 * protocols, flags and states, which need no kernel. Not the kernel's struct in6_addr: naming that would
 * load the kernel's types for every program.
 */

typedef uint32_t ipaddr_t;
typedef struct {
	union {
		uint8_t _S6_u8[16];
		uint16_t _S6_u16[8];
		uint32_t _S6_u32[4];
	} _S6_un;
} in6_addr_t;

inline int AF_INET = 2;
inline int AF_INET6 = 10;
inline int IPPROTO_ICMP = 1;
inline int IPPROTO_TCP = 6;
inline int IPPROTO_UDP = 17;
inline int IPPROTO_IPV6 = 41;
inline int IPPROTO_ICMPV6 = 58;
inline int IPPROTO_SCTP = 132;

inline int TH_FIN = 0x01;
inline int TH_SYN = 0x02;
inline int TH_RST = 0x04;
inline int TH_PUSH = 0x08;
inline int TH_ACK = 0x10;
inline int TH_URG = 0x20;
inline int TH_ECE = 0x40;
inline int TH_CWR = 0x80;

inline string protocol_name[int protocol] =
	protocol == IPPROTO_ICMP ? "ICMP" : protocol == IPPROTO_TCP ? "TCP" :
	protocol == IPPROTO_UDP ? "UDP" : protocol == IPPROTO_IPV6 ? "IPV6" :
	protocol == IPPROTO_ICMPV6 ? "ICMPV6" : protocol == IPPROTO_SCTP ? "SCTP" :
	lltostr(protocol);

/* States of a connection: enum of <net/tcp_states.h>. */
inline int TCP_STATE_ESTABLISHED = 1;
inline int TCP_STATE_SYN_SENT = 2;
inline int TCP_STATE_SYN_RECEIVED = 3;
inline int TCP_STATE_FIN_WAIT_1 = 4;
inline int TCP_STATE_FIN_WAIT_2 = 5;
inline int TCP_STATE_TIME_WAIT = 6;
inline int TCP_STATE_CLOSED = 7;
inline int TCP_STATE_CLOSE_WAIT = 8;
inline int TCP_STATE_LAST_ACK = 9;
inline int TCP_STATE_LISTEN = 10;
inline int TCP_STATE_CLOSING = 11;
inline int TCP_STATE_NEW_SYN_RECEIVED = 12;

inline string tcp_state_string[int32_t state] =
	state == TCP_STATE_ESTABLISHED ? "state-established" :
	state == TCP_STATE_SYN_SENT ? "state-syn-sent" :
	state == TCP_STATE_SYN_RECEIVED || state == TCP_STATE_NEW_SYN_RECEIVED
		? "state-syn-received" :
	state == TCP_STATE_FIN_WAIT_1 ? "state-fin-wait-1" :
	state == TCP_STATE_FIN_WAIT_2 ? "state-fin-wait-2" :
	state == TCP_STATE_TIME_WAIT ? "state-time-wait" :
	state == TCP_STATE_CLOSED ? "state-closed" :
	state == TCP_STATE_CLOSE_WAIT ? "state-close-wait" :
	state == TCP_STATE_LAST_ACK ? "state-last-ack" :
	state == TCP_STATE_LISTEN ? "state-listen" :
	state == TCP_STATE_CLOSING ? "state-closing" : "<unknown>";
#pragma D attributes Stable/Stable/Common tcp_state_string
