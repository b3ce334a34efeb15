/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pcap(packet, protocol): one statement of six records, which dt_pcap.c makes a packet of a capture of:
 *
 *	when (walltimestamp), length, captured length, protocol,
 *	the bytes (TRACEMEM of option pcapsize), how many of them count (TRACEMEM_DYNSIZE)
 *
 * The first four are LIBACT of the action. What a packet is, the inlines pcap_* of net.d know: they
 * name the kernel's structure in their bodies only, so that no start reads its types because of them. Both
 * arguments are evaluated once, into hidden this-> variables.
 */
#include "dt_action.h"
#include "../driver/core/verify.h"

#define PACKET	 "%pcap"
#define PROTOCOL "%pcapproto"

static void check_arguments(struct dt_unit *unit, struct dt_node *call)
{
	size_t count = dt_node_count(call->args);
	const struct dt_node *packet, *protocol;

	if (count != 2)
		dt_fail(unit, call, D_PROTO_LEN,
			"pcap( ) prototype mismatch: %zu argument%s passed, 2 expected", count,
			count == 1 ? "" : "s");
	dt_cook_list(unit, &call->args);
	packet = call->args;
	protocol = packet->next;
	if (!dt_node_is_scalar(packet))
		dt_fail(unit, packet, D_PCAP_ADDR,
			"pcap( ) argument #1 must be the address of a packet (struct sk_buff *), not \"%s\"",
			dt_node_type_text(unit, packet));
	if (!dt_node_is_integer(protocol))
		dt_fail(unit, protocol, D_PCAP_PROTO,
			"pcap( ) argument #2 must be an integer, PCAP_IP or another of pcap.d, not \"%s\"",
			dt_node_type_text(unit, protocol));
	if (protocol->kind == DT_NODE_INT && protocol->value > UINT16_MAX)
		dt_fail(unit, protocol, D_PCAP_PROTO,
			"pcap( ) argument #2 must be a link type from 0 to %u: PCAP_IP or another of pcap.d",
			UINT16_MAX);
}

static void check_place(struct dt_unit *unit, const struct dt_node *call)
{
	uint32_t size = unit->hdl->compile.pcap_size;

	if (size > DTRACE_RESULT_MAX)
		dt_fail(unit, call, D_PCAP_SIZE,
			"pcap( ) cannot record %u bytes of a packet: option pcapsize may be %u at most",
			size, DTRACE_RESULT_MAX);
	if (unit->hdl->backend == &dt_backend_process)
		dt_fail(unit, call, D_FUNC_UNDEF,
			"pcap( ) needs the driver: packets are the kernel's, and this traces processes only");
	if (!dt_ident_lookup(unit->compiler, DIF_SCOPE_GLOBAL, "pcap_start"))
		dt_fail(unit, call, D_FUNC_UNDEF,
			"pcap( ) needs library net.d, which was not loaded: it knows what a packet is");
}

/* --- trees --- */

static struct dt_node *hidden(struct dt_unit *unit, const struct dt_node *call, const char *name)
{
	return dt_node_ident(unit, &call->place, DIF_SCOPE_LOCAL, name);
}

/* The variable = value; evaluated for its effect, before the records. */
static void keep(struct dt_unit *unit, const struct dt_node *call, const char *name,
		 struct dt_node *value)
{
	struct dt_type *type = dt_intrinsic(unit->hdl, DT_UINT64);
	struct dt_node *assignment;

	if (!dt_ident_lookup(unit->compiler, DIF_SCOPE_LOCAL, name))
		dt_ident_hidden(unit, dt_keep_strdup(unit, name), type);
	value->next = NULL;
	assignment = dt_node_op2(unit, &call->place, DT_OP_ASSIGN, hidden(unit, call, name),
				 dt_convert(unit, value, type));
	dt_action_add(unit, call, DTRACEACT_DIFEXPR, dt_cook(unit, assignment),
		      dt_statement_number(unit))
		->flags |= DT_NF_DISCARD;
}

/* An inline of net.d, of what was kept. */
static struct dt_node *of_packet(struct dt_unit *unit, const struct dt_node *call, const char *name)
{
	struct dt_node *node =
		dt_node_op1(unit, &call->place, DT_OP_INDEX,
			    dt_node_ident(unit, &call->place, DIF_SCOPE_GLOBAL, name));

	node->args = dt_node_append(hidden(unit, call, PACKET), hidden(unit, call, PROTOCOL));
	return dt_cook(unit, node);
}

void dt_action_pcap(struct dt_unit *unit, struct dt_node *call)
{
	static const char *const lengths[] = {"pcap_length", "pcap_captured"};
	struct dt_type *integer = dt_intrinsic(unit->hdl, DT_UINT64);
	struct dt_node *bytes, *protocol;
	uint32_t statement;

	check_arguments(unit, call);
	dt_note_record(unit, call);
	check_place(unit, call);
	protocol = call->args->next;
	keep(unit, call, PACKET, call->args);
	keep(unit, call, PROTOCOL, protocol);
	statement = dt_statement_number(unit);
	dt_libact_add(
		unit, call,
		dt_cook(unit, dt_node_ident(unit, &call->place, DIF_SCOPE_GLOBAL, "walltimestamp")),
		statement);
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		dt_libact_add(unit, call,
			      dt_convert(unit, of_packet(unit, call, lengths[i]), integer),
			      statement);
	dt_libact_add(unit, call, dt_cook(unit, hidden(unit, call, PROTOCOL)), statement);
	bytes = dt_bytes_at(unit, of_packet(unit, call, "pcap_start"),
			    unit->hdl->compile.pcap_size);
	dt_action_add(unit, call, DTRACEACT_TRACEMEM, bytes, statement)->arg =
		unit->hdl->compile.pcap_size;
	dt_action_add(unit, call, DTRACEACT_TRACEMEM_DYNSIZE,
		      dt_convert(unit, of_packet(unit, call, "pcap_captured"), integer), statement);
}
