/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Actions that steer: speculations, destructive ones, and those the consumer
 * carries out on aggregations, options and its output.
 */
#include "dt_action.h"
#include "dt_suggest.h"

static void simple(struct dt_unit *unit, struct dt_node *call)
{
	dt_action_add(unit, call, call->function->id, call->args, dt_statement_number(unit));
}

void dt_action_speculate(struct dt_unit *unit, struct dt_node *call)
{
	simple(unit, call);
}

void dt_action_commit(struct dt_unit *unit, struct dt_node *call)
{
	simple(unit, call);
}

void dt_action_discard(struct dt_unit *unit, struct dt_node *call)
{
	simple(unit, call);
}

void dt_action_destructive(struct dt_unit *unit, struct dt_node *call)
{
	simple(unit, call);
}

/* --- on aggregations ------------------------------------------------------------------------- */

static const char *suggested(struct dt_unit *unit, const char *name)
{
	const char *near = dt_suggest_name(unit, -1, name);

	return near ? dt_unit_format(unit, "@%s", near) : NULL;
}

struct dt_ident *dt_aggregation_argument(struct dt_unit *unit, struct dt_node *arg,
					 enum dt_errtag not_one, enum dt_errtag undefined,
					 const char *action)
{
	struct dt_ident *ident;

	if (arg->kind != DT_NODE_AGG)
		dt_fail(unit, arg, not_one, "%s( ) wants an aggregation: @name without keys",
			action);
	ident = dt_ident_lookup(unit->compiler, -1, arg->string);
	if (!ident)
		dt_fail_suggest(unit, arg, undefined, suggested(unit, arg->string),
				"undefined aggregation: @%s", arg->string);
	dt_note_use(unit, ident);
	return ident;
}

/* Tags of one of these actions. */
struct tags {
	enum dt_errtag prototype, not_one, undefined, scalar;
};

static void add_aggregation(struct dt_unit *unit, struct dt_node *call, const struct tags *tags,
			    size_t least, size_t most, uint32_t statement)
{
	size_t count = dt_node_count(call->args);
	struct dt_ident *ident;
	struct dt_node *id;

	if (count < least || count > most)
		dt_fail(unit, call, tags->prototype,
			"%s( ) prototype mismatch: %zu argument%s passed, %zu expected",
			call->string, count, count == 1 ? "" : "s", count < least ? least : most);
	ident = dt_aggregation_argument(unit, call->args, tags->not_one, tags->undefined,
					call->string);
	dt_note_record(unit, call);
	id = dt_cook(unit, dt_node_int(unit, &call->args->place, ident->id,
				       dt_intrinsic(unit->hdl, DT_UINT64)));
	dt_libact_add(unit, call, id, statement);
}

static void add_value(struct dt_unit *unit, struct dt_node *call, const struct tags *tags,
		      enum dt_intrinsic type, uint32_t statement)
{
	struct dt_node *value;

	if (!call->args->next)
		return;
	value = dt_cook(unit, call->args->next);
	if (!dt_node_is_integer(value))
		dt_fail(unit, value, tags->scalar,
			"%s( ) argument #2 must be of scalar type, not \"%s\"", call->string,
			dt_node_type_text(unit, value));
	value = dt_convert(unit, value, dt_intrinsic(unit->hdl, type));
	dt_libact_add(unit, call, value, statement);
}

void dt_action_clear(struct dt_unit *unit, struct dt_node *call)
{
	static const struct tags tags = {D_CLEAR_PROTO, D_CLEAR_AGGARG, D_CLEAR_AGGBAD, D_UNKNOWN};

	add_aggregation(unit, call, &tags, 1, 1, dt_statement_number(unit));
}

void dt_action_trunc(struct dt_unit *unit, struct dt_node *call)
{
	static const struct tags tags = {D_TRUNC_PROTO, D_TRUNC_AGGARG, D_TRUNC_AGGBAD,
					 D_TRUNC_SCALAR};
	uint32_t statement = dt_statement_number(unit);

	add_aggregation(unit, call, &tags, 1, 2, statement);
	add_value(unit, call, &tags, DT_INT64, statement);
}

static const struct tags normalize_tags = {D_NORMALIZE_PROTO, D_NORMALIZE_AGGARG,
					   D_NORMALIZE_AGGBAD, D_NORMALIZE_SCALAR};

void dt_action_normalize(struct dt_unit *unit, struct dt_node *call)
{
	uint32_t statement = dt_statement_number(unit);

	add_aggregation(unit, call, &normalize_tags, 2, 2, statement);
	add_value(unit, call, &normalize_tags, DT_UINT64, statement);
}

void dt_action_denormalize(struct dt_unit *unit, struct dt_node *call)
{
	add_aggregation(unit, call, &normalize_tags, 1, 1, dt_statement_number(unit));
}

/* --- on the consumer --- */

void dt_action_setopt(struct dt_unit *unit, struct dt_node *call)
{
	size_t count = dt_node_count(call->args);
	uint32_t statement = dt_statement_number(unit);
	struct dt_node *next;

	if (count < 1 || count > 2)
		dt_fail(unit, call, D_PROTO_LEN,
			"setopt( ) prototype mismatch: %zu arguments passed, 1 or 2 expected",
			count);
	dt_note_record(unit, call);
	dt_cook_list(unit, &call->args);
	for (struct dt_node *arg = call->args; arg; arg = next) {
		next = arg->next;
		if (!dt_node_is_string_like(arg))
			dt_fail(unit, arg, D_PROTO_ARG, "setopt( ) wants strings, not \"%s\"",
				dt_node_type_text(unit, arg));
		arg = dt_convert(unit, arg, dt_intrinsic(unit->hdl, DT_STRING));
		dt_libact_add(unit, call, arg, statement);
	}
}

void dt_action_ftruncate(struct dt_unit *unit, struct dt_node *call)
{
	if (call->args)
		dt_fail(unit, call, D_PROTO_LEN, "ftruncate( ) takes no arguments");
	dt_note_record(unit, call);
	dt_libact_add(unit, call, NULL, dt_statement_number(unit));
}
