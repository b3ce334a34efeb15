/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Aggregations: @name[keys] = function(arguments).
 */
#include "dt_action.h"

/* --- parameters of functions ------------------------------------------------------------------ */

static struct dt_node *scalar(struct dt_unit *unit, struct dt_node *call)
{
	struct dt_node *value = call->args;

	if (!dt_node_is_scalar(value))
		dt_fail(unit, value, D_AGG_SCALAR,
			"%s( ) argument #1 must be of scalar type, not \"%s\"", call->string,
			dt_node_type_text(unit, value));
	return value;
}

void dt_aggregate_count(struct dt_unit *unit, struct dt_node *call)
{
}

void dt_aggregate_one(struct dt_unit *unit, struct dt_node *call)
{
	call->left = scalar(unit, call);
}

void dt_aggregate_quantize(struct dt_unit *unit, struct dt_node *call)
{
	call->left = scalar(unit, call);
	call->right = call->left->next;
}

static struct dt_node *constant(struct dt_unit *unit, struct dt_node *call, struct dt_node *arg,
				size_t number, int64_t least, int64_t most, enum dt_errtag type,
				enum dt_errtag range, const char *what)
{
	if (arg->kind != DT_NODE_INT || !dt_node_is_integer(arg))
		dt_fail(unit, arg, type, "%s( ) argument #%zu (%s) must be an integer constant",
			call->string, number, what);
	if ((int64_t)arg->value < least || (int64_t)arg->value > most)
		dt_fail(unit, arg, range, "%s( ) argument #%zu (%s) must be from %lld to %lld",
			call->string, number, what, (long long)least, (long long)most);
	return arg->next;
}

static uint64_t lquantize_levels(struct dt_unit *unit, struct dt_node *call, int64_t base,
				 int64_t limit, int64_t step)
{
	int64_t levels;

	if (base >= limit)
		dt_fail(unit, call, D_LQUANT_MISMATCH,
			"lquantize( ) base (argument #2) must be below limit (argument #3)");
	levels = (limit - base) / step;
	if (levels == 0)
		dt_fail(unit, call, D_LQUANT_STEPLARGE,
			"lquantize( ) step (argument #4) is too large: there is not one level");
	if (levels > UINT16_MAX)
		dt_fail(unit, call, D_LQUANT_STEPSMALL,
			"lquantize( ) step (argument #4) is too small: more than %u levels",
			UINT16_MAX);
	return levels;
}

void dt_aggregate_lquantize(struct dt_unit *unit, struct dt_node *call)
{
	struct dt_node *base, *limit, *step;
	int64_t width = 1;
	uint64_t levels;

	call->left = scalar(unit, call);
	base = call->left->next;
	limit = constant(unit, call, base, 2, INT32_MIN, INT32_MAX, D_LQUANT_BASETYPE,
			 D_LQUANT_BASEVAL, "base");
	step = constant(unit, call, limit, 3, INT32_MIN, INT32_MAX, D_LQUANT_LIMTYPE,
			D_LQUANT_LIMVAL, "limit");
	if (step) {
		call->right = constant(unit, call, step, 4, 1, UINT16_MAX, D_LQUANT_STEPTYPE,
				       D_LQUANT_STEPVAL, "step");
		width = step->value;
	}
	levels = lquantize_levels(unit, call, base->value, limit->value, width);
	call->arg = (uint64_t)width << 48 | levels << 32 | (uint32_t)base->value;
}

/* factor^exponent, saturated. */
static uint64_t power(uint64_t factor, uint64_t exponent)
{
	uint64_t result = 1;

	while (exponent--)
		if (__builtin_mul_overflow(result, factor, &result))
			return UINT64_MAX;
	return result;
}

static void check_llquantize(struct dt_unit *unit, struct dt_node *call, uint64_t factor,
			     uint64_t low, uint64_t high, uint64_t steps)
{
	uint64_t order = 1;

	if (factor < 2)
		dt_fail(unit, call, D_LLQUANT_FACTORSMALL,
			"llquantize( ) factor (argument #2) must be two or more");
	if (low >= high)
		dt_fail(unit, call, D_LLQUANT_MAGRANGE,
			"llquantize( ) low magnitude (argument #3) must be below the high one (argument #4)");
	if (steps < factor)
		dt_fail(unit, call, D_LLQUANT_FACTORNSTEPS,
			"llquantize( ) steps (argument #5) must not be below the factor (argument #2)");
	while (order < steps)
		order *= factor;
	if (steps % factor || order % steps)
		dt_fail(unit, call, D_LLQUANT_FACTOREVEN,
			"llquantize( ) steps (argument #5) must be a multiple of the factor that divides "
			"a power of it");
	if (power(factor, high + 1) == UINT64_MAX)
		dt_fail(unit, call, D_LLQUANT_MAGTOOBIG,
			"llquantize( ) high magnitude (argument #4) is too big: factor^(high + 1) does not "
			"fit 64 bits");
}

void dt_aggregate_llquantize(struct dt_unit *unit, struct dt_node *call)
{
	struct dt_node *factor, *low, *high, *steps;

	call->left = scalar(unit, call);
	factor = call->left->next;
	low = constant(unit, call, factor, 2, 0, UINT16_MAX, D_LLQUANT_FACTORTYPE,
		       D_LLQUANT_FACTORVAL, "factor");
	high = constant(unit, call, low, 3, 0, UINT16_MAX, D_LLQUANT_LOWTYPE, D_LLQUANT_LOWVAL,
			"low magnitude");
	steps = constant(unit, call, high, 4, 0, UINT16_MAX, D_LLQUANT_HIGHTYPE, D_LLQUANT_HIGHVAL,
			 "high magnitude");
	call->right = constant(unit, call, steps, 5, 1, UINT16_MAX, D_LLQUANT_NSTEPTYPE,
			       D_LLQUANT_NSTEPVAL, "steps");
	check_llquantize(unit, call, factor->value, low->value, high->value, steps->value);
	call->arg = factor->value << 48 | low->value << 32 | high->value << 16 | steps->value;
}

/* --- the same aggregation again --- */

static void check_lquantize(struct dt_unit *unit, const struct dt_node *call, uint64_t old)
{
	uint64_t now = call->arg;

	if (DTRACE_LQUANTIZE_BASE(now) != DTRACE_LQUANTIZE_BASE(old))
		dt_fail(unit, call, D_LQUANT_MATCHBASE,
			"lquantize( ) base (argument #2) differs from an earlier use: %d",
			DTRACE_LQUANTIZE_BASE(old));
	if (DTRACE_LQUANTIZE_STEP(now) != DTRACE_LQUANTIZE_STEP(old))
		dt_fail(unit, call, D_LQUANT_MATCHSTEP,
			"lquantize( ) step (argument #4) differs from an earlier use: %u",
			DTRACE_LQUANTIZE_STEP(old));
	if (DTRACE_LQUANTIZE_LEVELS(now) != DTRACE_LQUANTIZE_LEVELS(old))
		dt_fail(unit, call, D_LQUANT_MATCHLIM,
			"lquantize( ) limit (argument #3) differs from an earlier use");
}

static void check_llquantize_match(struct dt_unit *unit, const struct dt_node *call, uint64_t old)
{
	uint64_t now = call->arg;

	if (DTRACE_LLQUANTIZE_FACTOR(now) != DTRACE_LLQUANTIZE_FACTOR(old))
		dt_fail(unit, call, D_LLQUANT_FACTORMATCH,
			"llquantize( ) factor (argument #2) differs from an earlier use: %u",
			DTRACE_LLQUANTIZE_FACTOR(old));
	if (DTRACE_LLQUANTIZE_LOW(now) != DTRACE_LLQUANTIZE_LOW(old))
		dt_fail(unit, call, D_LLQUANT_LOWMATCH,
			"llquantize( ) low magnitude (argument #3) differs from an earlier use: %u",
			DTRACE_LLQUANTIZE_LOW(old));
	if (DTRACE_LLQUANTIZE_HIGH(now) != DTRACE_LLQUANTIZE_HIGH(old))
		dt_fail(unit, call, D_LLQUANT_HIGHMATCH,
			"llquantize( ) high magnitude (argument #4) differs from an earlier use: %u",
			DTRACE_LLQUANTIZE_HIGH(old));
	if (DTRACE_LLQUANTIZE_NSTEPS(now) != DTRACE_LLQUANTIZE_NSTEPS(old))
		dt_fail(unit, call, D_LLQUANT_NSTEPMATCH,
			"llquantize( ) steps (argument #5) differs from an earlier use: %u",
			DTRACE_LLQUANTIZE_NSTEPS(old));
}

static void check_function(struct dt_unit *unit, struct dt_ident *ident, struct dt_node *call)
{
	if (!ident->function) {
		ident->function = call->function;
		ident->agg_arg = call->arg;
		return;
	}
	if (ident->function != call->function)
		dt_fail(unit, call, D_AGG_REDEF,
			"aggregation @%s is already used with %s( ), not %s( )", ident->name,
			ident->function->name, call->string);
	if (call->function->id == DTRACEAGG_LQUANTIZE)
		check_lquantize(unit, call, ident->agg_arg);
	if (call->function->id == DTRACEAGG_LLQUANTIZE)
		check_llquantize_match(unit, call, ident->agg_arg);
}

/* --- keys --- */

bool dt_cook_key_action(struct dt_unit *unit, struct dt_node *call, enum dt_errtag tag,
			const char *what)
{
	const struct dt_function *function;

	if (call->kind != DT_NODE_CALL)
		return false;
	function = dt_find_function(unit, call);
	if (function->kind == DT_FUNCTION_SUBROUTINE)
		return false;
	if (!(function->flags & DT_FF_KEY))
		dt_fail(unit, call, tag, "action %s( ) may not be %s", call->string, what);
	dt_cook_list(unit, &call->args);
	dt_cook_arguments(unit, call);
	function->cook(unit, call);
	return true;
}

static void cook_agg_keys(struct dt_unit *unit, struct dt_node *assignment, struct dt_ident *ident,
			  struct dt_node **keys)
{
	dt_refuse_aggregations(unit, *keys, dt_unit_format(unit, "@%s", ident->name));
	for (struct dt_node **key = keys; *key; key = &(*key)->next)
		if (!dt_cook_key_action(unit, *key, D_KEY_TYPE, "a key"))
			*key = dt_cook(unit, *key);
	for (struct dt_node **key = keys; *key; key = &(*key)->next)
		if (dt_node_kind_of(*key) == DT_KIND_ARRAY && dt_node_is_string_like(*key))
			*key = dt_convert(unit, *key, dt_intrinsic(unit->hdl, DT_STRING));
	if (dt_node_count(*keys) > DTRACE_TUPLE_MAX)
		dt_fail(unit, assignment, D_PROTO_LEN, "an aggregation may have at most %d keys",
			DTRACE_TUPLE_MAX);
	dt_cook_keys(unit, assignment, ident, keys, true);
}

static uint32_t add_keys(struct dt_unit *unit, struct dt_node *keys, uint32_t statement)
{
	struct dt_node *next, *action;
	uint32_t count = 0;

	for (; keys; keys = next, count++) {
		next = keys->next;
		if (keys->kind == DT_NODE_CALL && keys->function->kind == DT_FUNCTION_ACTION) {
			action = dt_action_add(unit, keys, keys->action, keys->left, statement);
			action->arg = keys->arg;
		} else {
			dt_action_add(unit, keys, DTRACEACT_DIFEXPR, keys, statement);
		}
	}
	return count;
}

/* --- statements --- */

static struct dt_node *aggregating_call(struct dt_unit *unit, struct dt_node *assignment)
{
	struct dt_node *call = assignment->right;

	if (assignment->op != DT_OP_ASSIGN || call->kind != DT_NODE_CALL ||
	    dt_find_function(unit, call)->kind != DT_FUNCTION_AGGREGATING)
		dt_fail(unit, assignment, D_AGG_FUNC,
			"an aggregation must be assigned the result of an aggregating function, as in "
			"@name = count( )");
	dt_cook_list(unit, &call->args);
	dt_cook_arguments(unit, call);
	call->function->cook(unit, call);
	return call;
}

static struct dt_ident *find_aggregation(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_ident *ident = dt_ident_lookup(unit->compiler, -1, node->string);

	if (!ident)
		ident = dt_ident_make(unit, -1, DT_IDENT_AGG, node->string,
				      dt_intrinsic(unit->hdl, DT_DYNAMIC));
	dt_note_use(unit, ident);
	return ident;
}

static void add_aggregation(struct dt_unit *unit, struct dt_node *call, struct dt_ident *ident,
			    struct dt_node *keys)
{
	uint32_t statement = dt_statement_number(unit);
	struct dt_node *weight = call->right, *action;
	uint32_t count = add_keys(unit, keys, statement);

	if (weight)
		dt_action_add(unit, call, DTRACEACT_WEIGHT, weight, statement);
	action = dt_action_add(unit, call, call->function->id, call->left, statement);
	action->ntuple = count;
	action->variable = ident->id;
	action->name = (char *)ident->name;
	action->arg = call->arg;
}

void dt_cook_aggregation(struct dt_unit *unit, struct dt_node *assignment)
{
	struct dt_node *left = assignment->left, *keys = NULL, *call;
	struct dt_ident *ident;

	if (left->kind != DT_NODE_AGG) {
		keys = left->args;
		left = left->left;
	}
	if (left->kind != DT_NODE_AGG)
		dt_fail(unit, assignment, D_AGG_MDIM,
			"an aggregation has one list of keys: @name[a, b]");
	call = aggregating_call(unit, assignment);
	ident = find_aggregation(unit, left);
	check_function(unit, ident, call);
	cook_agg_keys(unit, assignment, ident, &keys);
	add_aggregation(unit, call, ident, keys);
}
