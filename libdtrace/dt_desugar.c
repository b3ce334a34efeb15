/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * `if` and `else`: an enabling has one predicate, so a clause with branches
 * becomes several clauses for the same probes, which hidden this-> variables steer:
 *
 *	P { a; if (c) { b } else { d } e }	becomes
 *
 *	{ G = 0; C = 3; G = P ? 1 : 0 }
 *	/G == 1/		{ G = 0; a; C = 0; C = c ? 1 : 2; G = 1 }
 *	/C == 1/		{ C = 0; b; C = 1 }
 *	/C == 2/		{ C = 0; d; C = 2 }
 *	/G == 1 && C != 0/	{ G = 0; e; G = 1 }
 *
 * A guard is 0 while its stretch runs: when a fault ends it there, nothing of
 * the original clause runs any more, as if it had been one. 3 is "not reached".
 * Such a clause prints what it records; it has no default line of its own.
 */
#include "dt_unit.h"

#define CONDITIONS_MAX 64 /* in one clause */

struct split {
	struct dt_unit *unit;
	struct dt_node *clause;			     /* the original */
	struct dt_node **end;			     /* where the next new clause goes */
	struct dt_ident *spare[CONDITIONS_MAX];	     /* hidden variables for conditions */
	size_t taken;				     /* of them */
	struct dt_ident *conditions[CONDITIONS_MAX]; /* decided before this point */
	size_t count;
};

struct guard {
	struct dt_ident *ident;
	int value;
};

static bool has_if(const struct dt_node *list)
{
	for (; list; list = list->next)
		if (list->kind == DT_NODE_IF)
			return true;
	return false;
}

static size_t count_ifs(const struct dt_node *list)
{
	size_t count = 0;

	for (; list; list = list->next)
		if (list->kind == DT_NODE_IF)
			count += 1 + count_ifs(list->body) + count_ifs(list->otherwise);
	return count;
}

/* --- building trees --- */

static struct dt_node *integer(struct split *split, int value)
{
	return dt_node_int(split->unit, &split->clause->place, value,
			   dt_intrinsic(split->unit->hdl, DT_INT));
}

static struct dt_node *name_of(struct split *split, struct dt_ident *ident)
{
	return dt_node_ident(split->unit, &split->clause->place, DIF_SCOPE_LOCAL, ident->name);
}

static struct dt_node *compare(struct split *split, enum dt_op op, struct dt_ident *ident,
			       int value)
{
	return dt_node_op2(split->unit, &split->clause->place, op, name_of(split, ident),
			   integer(split, value));
}

static struct dt_node *assign(struct split *split, struct dt_ident *ident, struct dt_node *value)
{
	struct dt_node *statement;

	statement = dt_node_op1(split->unit, &value->place, DT_OP_NONE,
				dt_node_op2(split->unit, &value->place, DT_OP_ASSIGN,
					    name_of(split, ident), value));
	statement->kind = DT_NODE_EXPRESSION;
	return statement;
}

/* condition ? yes : no */
static struct dt_node *choose(struct split *split, struct dt_node *condition, int yes, int no)
{
	struct dt_node *node = dt_node_op2(split->unit, &condition->place, DT_OP_NONE,
					   integer(split, yes), integer(split, no));

	node->kind = DT_NODE_OP3;
	node->condition = condition;
	return node;
}

static struct dt_ident *hidden(struct split *split)
{
	char name[32];

	snprintf(name, sizeof(name), "%%if%u", split->unit->compiler->conditions++);
	return dt_ident_hidden(split->unit, name, dt_intrinsic(split->unit->hdl, DT_INT));
}

/* --- clauses --- */

static void emit(struct split *split, struct dt_node *predicate, struct dt_node *body)
{
	struct dt_node *clause = dt_node_new(split->unit, DT_NODE_CLAUSE, &split->clause->place);

	clause->descs = dt_node_clone_list(split->unit, split->clause->descs, false);
	clause->predicate = predicate;
	clause->body = body;
	/* Only the first part, which has no guard, is counted as a match. */
	clause->flags = DT_NF_CONTROL | (predicate ? DT_NF_CONTINUED : 0);
	*split->end = clause;
	split->end = &clause->next;
}

/* The guard holds, and no branch before this has faulted. */
static struct dt_node *may_run(struct split *split, const struct guard *guard)
{
	struct dt_node *predicate = compare(split, DT_OP_EQ, guard->ident, guard->value);

	for (size_t i = 0; i < split->count; i++)
		if (split->conditions[i] != guard->ident)
			predicate = dt_node_op2(split->unit, &split->clause->place, DT_OP_LAND,
						predicate,
						compare(split, DT_OP_NE, split->conditions[i], 0));
	return predicate;
}

/* A run of plain statements, and the condition of the `if` that ends it. */
static void emit_stretch(struct split *split, const struct guard *guard, struct dt_node *body,
			 struct dt_ident *condition, struct dt_node *test)
{
	struct dt_node *list = assign(split, guard->ident, integer(split, 0));
	struct dt_node *predicate = may_run(split, guard);

	list = dt_node_append(list, body);
	if (test) {
		list = dt_node_append(list, assign(split, condition, integer(split, 0)));
		test = choose(split, test, 1, 2);
		test->flags |= DT_NF_IF;
		list = dt_node_append(list, assign(split, condition, test));
	}
	list = dt_node_append(list, assign(split, guard->ident, integer(split, guard->value)));
	emit(split, predicate, list);
}

/* Cut the statements before the first `if` off the list. */
static struct dt_node *take_plain(struct dt_node **list)
{
	struct dt_node *head = *list, **end;

	if (head->kind == DT_NODE_IF)
		return NULL;
	end = &head->next;
	while (*end && (*end)->kind != DT_NODE_IF)
		end = &(*end)->next;
	*list = *end;
	*end = NULL;
	return head;
}

static void split_block(struct split *split, const struct guard *guard, struct dt_node *list)
{
	struct dt_node *plain, *branch, *rest;
	struct dt_ident *condition;

	while (list) {
		rest = list;
		plain = take_plain(&rest);
		branch = rest;
		condition = branch ? split->spare[split->taken++] : NULL;
		emit_stretch(split, guard, plain, condition, branch ? branch->condition : NULL);
		if (!branch)
			return;
		list = branch->next;
		split->conditions[split->count++] = condition;
		split_block(split, &(struct guard){condition, 1}, branch->body);
		split_block(split, &(struct guard){condition, 2}, branch->otherwise);
	}
}

static void emit_start(struct split *split, struct dt_ident *guard, size_t conditions)
{
	struct dt_node *list = assign(split, guard, integer(split, 0));
	struct dt_node *predicate = split->clause->predicate, *value;

	for (size_t i = 0; i < conditions; i++)
		list = dt_node_append(list, assign(split, split->spare[i], integer(split, 3)));
	value = predicate ? choose(split, predicate, 1, 0) : integer(split, 1);
	value->flags |= DT_NF_PREDICATE;
	list = dt_node_append(list, assign(split, guard, value));
	emit(split, NULL, list);
}

static void split_clause(struct dt_unit *unit, struct dt_node *clause, struct dt_node ***end)
{
	struct split split = {.unit = unit, .clause = clause, .end = *end};
	size_t conditions = count_ifs(clause->body);
	struct guard guard = {NULL, 1};

	if (conditions > CONDITIONS_MAX)
		dt_fail(unit, clause, D_SYNTAX, "a clause may have at most %d if statements",
			CONDITIONS_MAX);
	guard.ident = hidden(&split);
	for (size_t i = 0; i < conditions; i++)
		split.spare[i] = hidden(&split);
	emit_start(&split, guard.ident, conditions);
	split_block(&split, &guard, clause->body);
	*end = split.end;
}

void dt_desugar(struct dt_unit *unit)
{
	struct dt_node *clause = unit->clauses, *next, **end = &unit->clauses;

	unit->clauses = NULL;
	for (; clause; clause = next) {
		next = clause->next;
		clause->next = NULL;
		if (has_if(clause->body)) {
			split_clause(unit, clause, &end);
		} else {
			*end = clause;
			end = &clause->next;
		}
	}
}
