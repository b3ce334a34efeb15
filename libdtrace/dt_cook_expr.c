/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Cooking expressions: which rule takes which node.
 */
#include "dt_cook.h"

static struct dt_node *cook_int(struct dt_unit *unit, struct dt_node *node)
{
	dt_node_set_type(unit, node, node->type);
	return node;
}

static struct dt_node *cook_string(struct dt_unit *unit, struct dt_node *node)
{
	dt_node_set_type(unit, node, dt_intrinsic(unit->hdl, DT_STRING));
	return node;
}

/* In an ordinary expression an aggregation has no value; actions look at their arguments raw. */
static struct dt_node *cook_agg(struct dt_unit *unit, struct dt_node *node)
{
	dt_fail(unit, node, D_OP_DYN, "aggregation @%s may not be used in an expression",
		node->string);
}

/* ORDER NODE */
static struct dt_node *(*const rules[])(struct dt_unit *, struct dt_node *) = {
	[DT_NODE_INT] = cook_int,
	[DT_NODE_STRING] = cook_string,
	[DT_NODE_IDENT] = dt_cook_ident,
	[DT_NODE_AGG] = cook_agg,
	[DT_NODE_CALL] = dt_cook_call,
	[DT_NODE_OP1] = dt_cook_op1,
	[DT_NODE_OP2] = dt_cook_op2,
	[DT_NODE_OP3] = dt_cook_op3,
	[DT_NODE_CAST] = dt_cook_cast,
	[DT_NODE_XLATE] = dt_cook_xlate,
	[DT_NODE_OFFSETOF] = dt_cook_offsetof,
	[DT_NODE_SIZEOF] = dt_cook_sizeof,
};

/* The value of a symbol: a function's is its address, an untyped one has none. */
static struct dt_node *symbol_value(struct dt_unit *unit, struct dt_node *symbol)
{
	struct dt_node *address;
	enum dt_kind kind = dt_node_kind_of(symbol);

	if (kind == DT_KIND_VOID)
		dt_fail(unit, symbol, D_SYM_NOTYPES,
			"the type of symbol %s is not known; use (type *)&%s",
			symbol->string, symbol->string);
	if (kind != DT_KIND_FUNCTION)
		return symbol;
	address = dt_node_op1(unit, &symbol->place, DT_OP_ADDRESS, symbol);
	dt_node_set_type(unit, address, dt_type_pointer(unit->hdl, symbol->type));
	return address;
}

struct dt_node *dt_cook(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *next = node->next, *cooked;

	if (node->flags & DT_NF_COOKED)
		return node;
	cooked = rules[node->kind](unit, node);
	if (cooked->kind == DT_NODE_SYMBOL)
		cooked = symbol_value(unit, cooked);
	cooked->next = next;
	return cooked;
}

void dt_cook_list(struct dt_unit *unit, struct dt_node **list)
{
	for (; *list; list = &(*list)->next)
		*list = dt_cook(unit, *list);
}
