/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Actions that record one value: trace, tracemem, print, stacks, symbols, exit.
 */
#include "dt_action.h"

static void want_count(struct dt_unit *unit, struct dt_node *call, size_t least, size_t most,
		       enum dt_errtag tag)
{
	size_t count = dt_node_count(call->args);

	if (count < least || count > most)
		dt_fail(unit, call, tag,
			"%s( ) prototype mismatch: %zu argument%s passed, %zu expected",
			call->string, count, count == 1 ? "" : "s", count < least ? least : most);
}

/* The one value of trace() and print(). */
static struct dt_node *value_argument(struct dt_unit *unit, struct dt_node *call,
				      enum dt_errtag is_agg, enum dt_errtag is_void,
				      enum dt_errtag is_dynamic)
{
	struct dt_node *arg = call->args;

	if (dt_node_is_agg(arg))
		dt_fail(unit, arg, is_agg,
			"%s( ) may not be applied to an aggregation; use printa( )", call->string);
	arg = dt_cook(unit, arg);
	if (arg->kind == DT_NODE_XLATE || dt_node_is_dynamic(arg))
		dt_fail(unit, arg, is_dynamic,
			"%s( ) may not be applied to a translated value; name one of its members",
			call->string);
	if (dt_node_is_void(arg))
		dt_fail(unit, arg, is_void, "%s( ) may not be applied to a void expression",
			call->string);
	return arg;
}

void dt_action_trace(struct dt_unit *unit, struct dt_node *call)
{
	struct dt_node *value;

	want_count(unit, call, 1, 1, D_PROTO_LEN);
	value = value_argument(unit, call, D_TRACE_AGG, D_TRACE_VOID, D_TRACE_DYN);
	dt_note_record(unit, call);
	dt_action_add(unit, call, DTRACEACT_DIFEXPR, value, dt_statement_number(unit));
}

/*
 * The name by which the consumer finds the type again. What has none (a struct without tag, or one
 * whose name means another type first) gets a hidden typedef.
 */
static char *print_name(struct dt_unit *unit, struct dt_type *type)
{
	const char *name = dt_type_text(unit, type);

	if (dt_type_lookup(unit->hdl, NULL, name) == type)
		return dt_unit_strdup(unit, name);
	name = dt_unit_format(unit, "%c%u", DT_PRINT_HIDDEN, ++unit->hdl->hidden_types);
	if (!dt_type_typedef(unit->hdl, name, type))
		dt_fail_memory(unit);
	return dt_unit_strdup(unit, name);
}

void dt_action_print(struct dt_unit *unit, struct dt_node *call)
{
	struct dt_node *value;

	want_count(unit, call, 1, 1, D_PROTO_LEN);
	value = value_argument(unit, call, D_PRINT_AGG, D_PRINT_VOID, D_PRINT_DYN);
	dt_note_record(unit, call);
	dt_libact_add(unit, call, value, dt_statement_number(unit))->format =
		print_name(unit, value->type);
}

/* --- tracemem --- */

struct dt_node *dt_bytes_at(struct dt_unit *unit, struct dt_node *address, uint64_t size)
{
	struct dt_node *cast = dt_node_new(unit, DT_NODE_CAST, &address->place);

	cast->left = address;
	dt_node_set_type(unit, cast,
			 dt_type_array(unit->hdl, dt_intrinsic(unit->hdl, DT_CHAR), size));
	return cast;
}

void dt_action_tracemem(struct dt_unit *unit, struct dt_node *call)
{
	struct dt_node *address, *size, *dynamic;
	uint32_t statement = dt_statement_number(unit);

	want_count(unit, call, 2, 3, D_TRACEMEM_ARGS);
	dt_cook_list(unit, &call->args);
	address = call->args;
	size = address->next;
	dynamic = size->next;
	if (!dt_node_is_scalar(address))
		dt_fail(unit, address, D_TRACEMEM_ADDR,
			"tracemem( ) argument #1 must be a pointer or an integer");
	if (!dt_positive(size, INT32_MAX))
		dt_fail(unit, size, D_TRACEMEM_SIZE,
			"tracemem( ) argument #2 must be a positive integer constant");
	if (dynamic && !dt_node_is_integer(dynamic))
		dt_fail(unit, dynamic, D_TRACEMEM_DYNSIZE,
			"tracemem( ) argument #3 must be an integer");
	dt_note_record(unit, call);
	dt_action_add(unit, call, DTRACEACT_TRACEMEM, dt_bytes_at(unit, address, size->value),
		      statement)
		->arg = size->value;
	if (dynamic)
		dt_action_add(unit, call, DTRACEACT_TRACEMEM_DYNSIZE,
			      dt_convert(unit, dynamic, dt_intrinsic(unit->hdl, DT_SIZE)),
			      statement);
}

/* printm(size, memref(address, length)): length bytes, at most size of them. */
void dt_action_printm(struct dt_unit *unit, struct dt_node *call)
{
	struct dt_node *size, *memory, *address, *length;
	uint32_t statement = dt_statement_number(unit);

	want_count(unit, call, 2, 2, D_PROTO_LEN);
	size = dt_cook(unit, call->args);
	memory = call->args->next;
	if (!dt_positive(size, INT32_MAX))
		dt_fail(unit, size, D_PRINTM_SIZE,
			"printm( ) argument #1 must be a positive integer constant");
	if (memory->kind != DT_NODE_CALL || strcmp(memory->string, "memref") ||
	    dt_node_count(memory->args) != 2)
		dt_fail(unit, memory, D_PRINTM_ADDR,
			"printm( ) argument #2 must be memref(address, length)");
	length = memory->args->next;
	memory->args->next = NULL;
	address = dt_cook(unit, memory->args);
	length = dt_cook(unit, length);
	if ((!dt_node_is_scalar(address) && !dt_node_is_string(address)) || !dt_node_is_integer(length))
		dt_fail(unit, memory, D_PRINTM_ADDR,
			"printm( ) argument #2 must be memref(address, length)");
	dt_note_record(unit, call);
	dt_action_add(unit, call, DTRACEACT_TRACEMEM, dt_bytes_at(unit, address, size->value), statement)
		->arg = size->value;
	dt_action_add(unit, call, DTRACEACT_TRACEMEM_DYNSIZE,
		      dt_convert(unit, length, dt_intrinsic(unit->hdl, DT_SIZE)), statement);
}

/* --- stacks and symbols --- */

static uint64_t frames(struct dt_unit *unit, struct dt_node *call, enum dtrace_option option,
		       enum dt_errtag tag)
{
	uint64_t most = unit->hdl->compile.max_frames ? unit->hdl->compile.max_frames : DTRACE_FRAMES_MAX;
	uint64_t count = dt_option(unit->hdl, option);

	if (!call->args)
		return count < most ? count : most;
	if (!dt_positive(call->args, DTRACE_FRAMES_MAX))
		dt_fail(unit, call->args, tag,
			"%s( ) argument #1 must be an integer constant from 1 to %d", call->string,
			DTRACE_FRAMES_MAX);
	return call->args->value < most ? call->args->value : most;
}

void dt_action_stack(struct dt_unit *unit, struct dt_node *call)
{
	call->action = DTRACEACT_STACK;
	call->arg = frames(unit, call, DTRACEOPT_STACKFRAMES, D_STACK_SIZE);
}

void dt_action_ustack(struct dt_unit *unit, struct dt_node *call)
{
	bool java = call->function->id == DTRACEACT_JSTACK;
	struct dt_node *size = call->args ? call->args->next : NULL;
	uint64_t bytes = java ? dt_option(unit->hdl, DTRACEOPT_JSTACKSTRSIZE) : 0;

	if (size && (size->kind != DT_NODE_INT || size->value > DTRACE_STRSIZE_MAX))
		dt_fail(unit, size, D_USTACK_STRSIZE,
			"%s( ) argument #2 must be an integer constant from 0 to %u", call->string,
			DTRACE_STRSIZE_MAX);
	if (size)
		bytes = size->value;
	call->action = call->function->id;
	call->arg = frames(unit, call, java ? DTRACEOPT_JSTACKFRAMES : DTRACEOPT_USTACKFRAMES,
			   D_USTACK_FRAMES) |
		    bytes << 32;
}

void dt_action_symbol(struct dt_unit *unit, struct dt_node *call)
{
	call->action = call->function->id;
	call->left = call->args;
	call->args = NULL;
}

void dt_action_exit(struct dt_unit *unit, struct dt_node *call)
{
	dt_note_record(unit, call);
	dt_action_add(unit, call, DTRACEACT_EXIT, call->args, dt_statement_number(unit));
}
