/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ip, tcp, udp: packets and connections, IPv4 and IPv6.
 *
 * All have args[0] pktinfo_t *, args[1] csinfo_t *, args[2] ipinfo_t *; then from args[3] on:
 *
 *	ip:::send, receive	ifinfo_t *, ipv4info_t *, ipv6info_t *
 *	udp:::send, receive	udpsinfo_t *, udpinfo_t *
 *	tcp:::*			tcpsinfo_t *, tcpinfo_t *, tcplsinfo_t *
 *
 *	send, receive		a segment of a connection; what the network card is to cut up is one
 *	connect-request		a SYN goes out
 *	connect-established	its SYN and ACK has come
 *	connect-refused		a RST has come instead
 *	accept-established	the ACK that ends the handshake has come
 *	accept-refused		a RST goes out for a SYN that nobody waits for
 *	state-change		args[3]->tcps_state is the new state, args[5]->tcps_state the
 *				old one; there is no packet
 *
 * ip:::receive is what is for this machine, ip:::send also what it forwards. The one of args[4] and
 * args[5] of ip that is not of the packet's kind is NULL. Segments are told when their connection
 * works on them: one that is kept back because a thread uses the socket comes later.
 *
 * Probe context; headers are in the linear part of what the kernel passes here.
 */
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <linux/tcp.h>
#include <net/dst.h>
#include <net/ip.h>
#include <net/request_sock.h>
#include <net/sock.h>
#include <net/tcp_states.h>

#include "../core/host.h"
#include "event.h"
#include "../core/memo.h"

/* --- what a packet is --------------------------------------------------------------------- */

struct packet {
	const struct sk_buff *skb;
	const struct iphdr *v4; /* one of these is NULL */
	const struct ipv6hdr *v6;
	int protocol;	       /* -1: a later fragment */
	const void *transport; /* header behind that of IP */
};

static void look_at(struct packet *packet, const struct sk_buff *skb)
{
	const struct iphdr *ip = (const void *)skb_network_header(skb);

	memset(packet, 0, sizeof(*packet));
	packet->skb = skb;
	if (ip->version == 6) {
		packet->v6 = (const void *)ip;
		packet->protocol = packet->v6->nexthdr;
		packet->transport = packet->v6 + 1;
		return;
	}
	packet->v4 = ip;
	packet->protocol = ip->frag_off & htons(IP_OFFSET) ? -1 : ip->protocol;
	packet->transport = (const char *)ip + ip->ihl * 4;
}

static bool tell(struct dtrace_firing *firing, const struct packet *packet, const void *socket,
		 const void *third, const void *fourth, const void *fifth)
{
	firing->arg[0] = (u64)packet->skb;
	firing->arg[1] = (u64)socket;
	firing->arg[2] = (u64)packet->skb;
	firing->arg[3] = (u64)third;
	firing->arg[4] = (u64)fourth;
	firing->arg[5] = (u64)fifth;
	firing->args = 6;
	return true;
}

/* --- ip ------------------------------------------------------------------------------------- */

static bool tell_ip(struct dtrace_firing *firing, const struct sk_buff *skb, const void *socket,
		    const struct net_device *device)
{
	struct packet packet;

	look_at(&packet, skb);
	return tell(firing, &packet, socket, device, packet.v4, packet.v6);
}

/* ip_output(net, socket, skb), ip6_output(…) */
static bool ip_sent(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct sk_buff *skb = (const void *)hit->arg[2];
	const struct dst_entry *route = skb_dst(skb);

	return tell_ip(firing, skb, (const void *)hit->arg[1], route ? route->dev : skb->dev);
}

/* ip_local_deliver(skb), ip6_input(skb) */
static bool ip_received(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct sk_buff *skb = (const void *)hit->arg[0];

	return tell_ip(firing, skb, skb->sk, skb->dev);
}

/* --- udp -------------------------------------------------------------------------------------- */

static bool udp_sent(const struct event_hit *hit, struct dtrace_firing *firing)
{
	struct packet packet;

	look_at(&packet, (const void *)hit->arg[2]);
	return packet.protocol == IPPROTO_UDP && hit->arg[1] &&
	       tell(firing, &packet, (const void *)hit->arg[1], (const void *)hit->arg[1],
		    packet.transport, NULL);
}

/* __udp_enqueue_schedule_skb(socket, skb) */
static bool udp_received(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct sk_buff *skb = (const void *)hit->arg[1];
	struct packet packet;

	look_at(&packet, skb);
	return tell(firing, &packet, (const void *)hit->arg[0], (const void *)hit->arg[0],
		    skb_transport_header(skb), NULL);
}

/* --- tcp ----------------------------------------------------------------------------------------
 */

/* The small socket of a connection that is not yet accepted has no more than a name. */
static const struct sock *full_socket(const struct sock *socket)
{
	if (socket && socket->sk_state == TCP_NEW_SYN_RECV)
		return inet_reqsk(socket)->rsk_listener;
	return socket;
}

static bool tell_tcp(struct dtrace_firing *firing, const struct packet *packet,
		     const struct sock *socket, const struct tcphdr *header)
{
	socket = full_socket(socket);
	tell(firing, packet, socket, socket, header, NULL);
	firing->arg[5] = socket ? socket->sk_state : 0;
	return true;
}

/* ip_output(net, socket, skb), ip6_output(…); detail: what kind of segment it must be */
typedef bool (*segment_test)(const struct sock *socket, const struct tcphdr *header);

static bool tcp_sent(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const segment_test test = hit->place->detail;
	const struct sock *socket = (const void *)hit->arg[1];
	struct packet packet;

	look_at(&packet, (const void *)hit->arg[2]);
	if (packet.protocol != IPPROTO_TCP || !socket)
		return false;
	return (!test || test(socket, packet.transport)) &&
	       tell_tcp(firing, &packet, socket, packet.transport);
}

/* tcp_v4_do_rcv(socket, skb), and others that take the same two first */
static bool tcp_received(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const segment_test test = hit->place->detail;
	const struct sock *socket = (const void *)hit->arg[0];
	const struct sk_buff *skb = (const void *)hit->arg[1];
	struct packet packet;

	if (!skb)
		return false;
	look_at(&packet, skb);
	return (!test || test(socket, (const void *)skb->data)) &&
	       tell_tcp(firing, &packet, socket, (const void *)skb->data);
}

/* tcp_v6_do_rcv() hands what came by IPv4 on to tcp_v4_do_rcv(). */
static bool tcp6_received(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct sk_buff *skb = (const void *)hit->arg[1];

	return skb->protocol == htons(ETH_P_IPV6) && tcp_received(hit, firing);
}

/* tcp_child_process(listener, socket, skb): the end of a handshake. */
static bool tcp_child_received(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const u64 arg[] = {hit->arg[1], hit->arg[2]};
	const struct event_hit as_others = {.place = hit->place, .arg = arg};

	return tcp_received(&as_others, firing);
}

static bool is_request(const struct sock *socket, const struct tcphdr *header)
{
	return header->syn && !header->ack && socket->sk_state == TCP_SYN_SENT;
}

static bool is_refusal_of_ours(const struct sock *socket, const struct tcphdr *header)
{
	return header->rst && socket->sk_state == TCP_SYN_SENT;
}

static bool is_last_of_handshake(const struct sock *socket, const struct tcphdr *header)
{
	return socket->sk_state == TCP_SYN_RECV && header->ack && !header->rst && !header->syn;
}

/* Only the answer to a segment without ACK begins at 0. */
static bool is_refusal_by_us(const struct sock *socket, const struct tcphdr *header)
{
	return header->rst && header->ack && header->seq == 0;
}

/* --- states -------------------------------------------------------------------------------------
 */

struct change {
	u64 socket;
	int old;
};

MEMO(changes, struct change);

/*
 * The tracepoint inet_sock_set_state(socket, old, new) comes before the change; the event when the
 * function around it returns.
 */
static bool state_changed(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct packet none = {};
	struct change change;

	if (hit->from) {
		change.socket = hit->arg[0];
		change.old = hit->arg[1];
		if (((const struct sock *)change.socket)->sk_protocol == IPPROTO_TCP)
			memo_note(&changes, host_thread_key(), &change);
		return false;
	}
	if (!memo_take(&changes, host_thread_key(), &change))
		return false;
	tell(firing, &none, (const void *)change.socket, (const void *)change.socket, NULL, NULL);
	firing->arg[5] = change.old;
	return true;
}

/* --- the tables
 * ----------------------------------------------------------------------------------- */

#define PACKET                                                                \
	{"struct sk_buff *", "pktinfo_t *"}, {"struct sock *", "csinfo_t *"}, \
	{                                                                     \
		"struct sk_buff *", "ipinfo_t *"                              \
	}
#define IP                                                             \
	EVENT_ARGUMENTS(PACKET, {"struct net_device *", "ifinfo_t *"}, \
			{"struct iphdr *", "ipv4info_t *"}, {"struct ipv6hdr *", "ipv6info_t *"})
#define UDP                                                        \
	EVENT_ARGUMENTS(PACKET, {"struct sock *", "udpsinfo_t *"}, \
			{"struct udphdr *", "udpinfo_t *"})
#define TCP                                                        \
	EVENT_ARGUMENTS(PACKET, {"struct sock *", "tcpsinfo_t *"}, \
			{"struct tcphdr *", "tcpinfo_t *"}, {"int", "tcplsinfo_t *"})

static const struct event_kind ip_kinds[] = {
	{"send", IP,
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "ip_output", ip_sent),
		      EVENT_AT(EVENT_ENTRY, "ip_mc_output", ip_sent),
		      EVENT_AT(EVENT_ENTRY, "ip6_output", ip_sent))},
	{"receive", IP,
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "ip_local_deliver", ip_received),
		      EVENT_AT(EVENT_ENTRY, "ip6_input", ip_received))},
	{}};

static const struct event_kind udp_kinds[] = {
	{"send", UDP,
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "ip_output", udp_sent),
		      EVENT_AT(EVENT_ENTRY, "ip_mc_output", udp_sent),
		      EVENT_AT(EVENT_ENTRY, "ip6_output", udp_sent))},
	{"receive", UDP,
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "__udp_enqueue_schedule_skb", udp_received))},
	{}};

#define WITH(function, fetch_it, test)                                             \
	{                                                                          \
		.at = {{EVENT_ENTRY, function}}, .fetch = fetch_it, .detail = test \
	}
#define SENT(test) \
	EVENT_PLACES(WITH("ip_output", tcp_sent, test), WITH("ip6_output", tcp_sent, test))
#define CHANGED(function)                                                                    \
	{                                                                                    \
		.at = {{EVENT_RETURN, function}, {EVENT_TRACEPOINT, "inet_sock_set_state"}}, \
		.fetch = state_changed                                                       \
	}

static const struct event_kind tcp_kinds[] = {
	{"send", TCP, SENT(NULL)},
	{"receive", TCP,
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "tcp_v4_do_rcv", tcp_received),
		      EVENT_AT(EVENT_ENTRY, "tcp_v6_do_rcv", tcp6_received),
		      EVENT_AT(EVENT_ENTRY, "tcp_child_process", tcp_child_received))},
	{"connect-request", TCP, SENT(is_request)},
	{"connect-established", TCP,
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "tcp_finish_connect", tcp_received))},
	{"connect-refused", TCP,
	 EVENT_PLACES(WITH("tcp_v4_do_rcv", tcp_received, is_refusal_of_ours),
		      WITH("tcp_v6_do_rcv", tcp6_received, is_refusal_of_ours))},
	{"accept-established", TCP,
	 EVENT_PLACES(WITH("tcp_rcv_state_process", tcp_received, is_last_of_handshake))},
	{"accept-refused", TCP, SENT(is_refusal_by_us)},
	{"state-change", TCP,
	 EVENT_PLACES(CHANGED("inet_sk_state_store"), CHANGED("inet_sk_set_state"))},
	{}};

const struct event_provider event_ip = {"ip", ip_kinds};
const struct event_provider event_tcp = {"tcp", tcp_kinds};
const struct event_provider event_udp = {"udp", udp_kinds};
