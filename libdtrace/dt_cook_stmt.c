/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Cooking clauses: the predicate, then each statement into actions.
 */
#include "dt_action.h"
#include "dt_builtin.h"

uint32_t dt_statement_number(struct dt_unit *unit)
{
	return ++unit->hdl->statements;
}

/* --- what may stand together in a clause --------------------------------------------------- */

void dt_note_record(struct dt_unit *unit, const struct dt_node *call)
{
	if (unit->state.committed)
		dt_fail(unit, call, D_DREC_COMM, "data-recording actions may not follow commit( )");
	unit->state.recorded = true;
}

static void note_aggregation(struct dt_unit *unit, const struct dt_node *at)
{
	if (unit->state.committed)
		dt_fail(unit, at, D_AGG_COMM, "aggregating actions may not follow commit( )");
	if (unit->state.speculated)
		dt_fail(unit, at, D_AGG_SPEC, "aggregating actions may not follow speculate( )");
	unit->state.aggregated = true;
}

static void note_speculate(struct dt_unit *unit, const struct dt_node *at)
{
	if (unit->state.committed)
		dt_fail(unit, at, D_SPEC_COMM, "speculate( ) may not follow commit( )");
	if (unit->state.speculated)
		dt_fail(unit, at, D_SPEC_SPEC, "speculate( ) may not follow speculate( )");
	if (unit->state.recorded || unit->state.aggregated)
		dt_fail(unit, at, D_SPEC_DREC,
			"speculate( ) may not follow data-recording actions");
	unit->state.speculated = true;
}

static void note_commit(struct dt_unit *unit, const struct dt_node *at)
{
	if (unit->state.committed)
		dt_fail(unit, at, D_COMM_COMM, "commit( ) may not follow commit( )");
	if (unit->state.recorded || unit->state.aggregated)
		dt_fail(unit, at, D_COMM_DREC, "commit( ) may not follow data-recording actions");
	unit->state.committed = true;
}

static void note_action(struct dt_unit *unit, const struct dt_node *at, uint32_t kind)
{
	if (DTRACEACT_IS_AGG(kind))
		note_aggregation(unit, at);
	else if (kind == DTRACEACT_SPECULATE)
		note_speculate(unit, at);
	else if (kind == DTRACEACT_COMMIT)
		note_commit(unit, at);
	else if (DTRACEACT_IS_DESTRUCTIVE(kind) && unit->state.speculated)
		dt_fail(unit, at, D_ACT_SPEC, "destructive actions may not follow speculate( )");
	else if (kind == DTRACEACT_EXIT && unit->state.speculated)
		dt_fail(unit, at, D_EXIT_SPEC, "exit( ) may not follow speculate( )");
}

/* --- actions --- */

struct dt_node *dt_action_add(struct dt_unit *unit, const struct dt_node *at, uint32_t kind,
			      struct dt_node *expression, uint32_t statement)
{
	struct dt_node *action = dt_node_new(unit, DT_NODE_ACTION, &at->place);

	note_action(unit, at, kind);
	if (expression)
		expression->next = NULL;
	action->left = expression;
	action->action = kind;
	action->statement = statement;
	*unit->actions_end = action;
	unit->actions_end = &action->next;
	return action;
}

struct dt_node *dt_libact_add(struct dt_unit *unit, const struct dt_node *call,
			      struct dt_node *expression, uint32_t statement)
{
	struct dt_node *action = dt_action_add(unit, call, DTRACEACT_LIBACT, expression, statement);

	action->arg = call->function->libact;
	return action;
}

bool dt_positive(const struct dt_node *node, uint64_t limit)
{
	return node->kind == DT_NODE_INT && dt_node_is_integer(node) && (int64_t)node->value > 0 &&
	       node->value <= limit;
}

static void cook_key_action(struct dt_unit *unit, struct dt_node *call)
{
	struct dt_node *action;

	call->function->cook(unit, call);
	dt_note_record(unit, call);
	action = dt_action_add(unit, call, call->action, call->left, dt_statement_number(unit));
	action->arg = call->arg;
}

static void cook_action(struct dt_unit *unit, struct dt_node *call)
{
	const struct dt_function *function = call->function;

	if (!(function->flags & DT_FF_RAW)) {
		dt_cook_list(unit, &call->args);
		dt_cook_arguments(unit, call);
	}
	if (function->flags & DT_FF_KEY)
		cook_key_action(unit, call);
	else
		function->cook(unit, call);
}

/* --- statements --- */

static void cook_expression(struct dt_unit *unit, struct dt_node *expression)
{
	struct dt_node *cooked = dt_cook(unit, expression);

	if (cooked->kind == DT_NODE_XLATE || dt_node_is_dynamic(cooked))
		dt_fail(unit, cooked, D_CG_DYN,
			"expression of dynamic type may not be a statement");
	dt_action_add(unit, cooked, DTRACEACT_DIFEXPR, cooked, dt_statement_number(unit))->flags |=
		DT_NF_DISCARD;
}

static void cook_statement(struct dt_unit *unit, struct dt_node *statement)
{
	struct dt_node *expression = statement->left;

	if (expression->kind == DT_NODE_CALL &&
	    dt_find_function(unit, expression)->kind == DT_FUNCTION_ACTION)
		cook_action(unit, expression);
	else if (expression->kind == DT_NODE_OP2 && dt_op_is_assignment(expression->op) &&
		 dt_node_is_agg(expression->left))
		dt_cook_aggregation(unit, expression);
	else if (dt_node_is_agg(expression))
		dt_fail(unit, expression, D_AGG_NULL,
			"expression does not produce a value: an aggregation needs a function");
	else
		cook_expression(unit, expression);
}

/* --- clauses --- */

void dt_fail_predicate(struct dt_unit *unit, const struct dt_node *predicate)
{
	dt_fail(unit, predicate, D_PRED_SCALAR,
		"predicate result must be of scalar type, not \"%s\"",
		dt_node_type_text(unit, predicate));
}

static void cook_predicate(struct dt_unit *unit, struct dt_node *clause)
{
	if (!clause->predicate)
		return;
	unit->region = DT_REGION_PREDICATE;
	clause->predicate = dt_cook(unit, clause->predicate);
	if (clause->predicate->kind == DT_NODE_XLATE || !dt_node_is_scalar(clause->predicate))
		dt_fail_predicate(unit, clause->predicate);
}

/* A part of a clause with `if` that records nothing: discard(0) does nothing but stands for the
 * default line. */
static void silence(struct dt_unit *unit, struct dt_node *clause)
{
	struct dt_node *zero;

	if (!(clause->flags & DT_NF_CONTROL) || unit->state.recorded || unit->state.committed ||
	    unit->state.speculated)
		return;
	zero = dt_cook(unit, dt_node_int(unit, &clause->place, 0, dt_intrinsic(unit->hdl, DT_INT)));
	dt_action_add(unit, clause, DTRACEACT_DISCARD, zero, dt_statement_number(unit));
}

void dt_cook_clause(struct dt_unit *unit, struct dt_node *clause)
{
	unit->clause = clause;
	unit->probe = clause->descs;
	unit->actions_end = &clause->actions;
	memset(&unit->state, 0, sizeof(unit->state));
	clause->attribute = dt_attribute_stable;
	cook_predicate(unit, clause);
	unit->region = DT_REGION_ACTIONS;
	for (struct dt_node *node = clause->body; node; node = node->next)
		cook_statement(unit, node);
	silence(unit, clause);
	unit->region = DT_REGION_NONE;
	unit->clause = NULL;
}
