/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Making and copying tree nodes. Raw nodes only: checking and typing is the
 * business of dt_cook_*.c.
 */
#include "dt_unit.h"

/* ORDER NODE */
static const char *const kind_names[] = {
	[DT_NODE_INT] = "integer",
	[DT_NODE_STRING] = "string",
	[DT_NODE_IDENT] = "identifier",
	[DT_NODE_VAR] = "variable",
	[DT_NODE_SYMBOL] = "symbol",
	[DT_NODE_AGG] = "aggregation",
	[DT_NODE_CALL] = "call",
	[DT_NODE_OP1] = "op1",
	[DT_NODE_OP2] = "op2",
	[DT_NODE_OP3] = "op3",
	[DT_NODE_CAST] = "cast",
	[DT_NODE_MEMBER] = "member",
	[DT_NODE_INDEX] = "index",
	[DT_NODE_XLATE] = "xlate",
	[DT_NODE_OFFSETOF] = "offsetof",
	[DT_NODE_SIZEOF] = "sizeof",
	[DT_NODE_EXPRESSION] = "expression statement",
	[DT_NODE_IF] = "if",
	[DT_NODE_ACTION] = "action",
	[DT_NODE_PROBE_DESC] = "probe description",
	[DT_NODE_CLAUSE] = "clause",
	[DT_NODE_XLATE_MEMBER] = "translator member",
	[DT_NODE_PROVIDER] = "provider",
};

const char *dt_node_kind_name(enum dt_node_kind kind)
{
	return kind_names[kind];
}

/* ORDER OP */
static const char *const op_names[DT_OP_MAX] = {
	"",   "+",  "-",   "*",	  "/",	"%",  "<<",	  ">>", "&",  "^",  "|",  "<",
	"<=", ">",  ">=",  "==",  "!=", "&&", "^^",	  "||", "=",  "+=", "-=", "*=",
	"/=", "%=", "<<=", ">>=", "&=", "^=", "|=",	  ",",	"+",  "-",  "~",  "!",
	"*",  "&",  "++",  "--",  "++", "--", "stringof", ".",	"->", "[",
};

const char *dt_op_name(enum dt_op op)
{
	return op_names[op];
}

struct dt_node *dt_node_new(struct dt_unit *unit, enum dt_node_kind kind,
			    const struct dt_position *place)
{
	struct dt_node *node = dt_unit_alloc(unit, sizeof(*node));

	node->kind = kind;
	node->place = *place;
	return node;
}

struct dt_node *dt_node_int(struct dt_unit *unit, const struct dt_position *place, uint64_t value,
			    struct dt_type *type)
{
	struct dt_node *node = dt_node_new(unit, DT_NODE_INT, place);

	node->value = value;
	node->type = type;
	return node;
}

struct dt_node *dt_node_op1(struct dt_unit *unit, const struct dt_position *place, enum dt_op op,
			    struct dt_node *left)
{
	struct dt_node *node = dt_node_new(unit, DT_NODE_OP1, place);

	node->op = op;
	node->left = left;
	return node;
}

struct dt_node *dt_node_op2(struct dt_unit *unit, const struct dt_position *place, enum dt_op op,
			    struct dt_node *left, struct dt_node *right)
{
	struct dt_node *node = dt_node_op1(unit, place, op, left);

	node->kind = DT_NODE_OP2;
	node->right = right;
	return node;
}

struct dt_node *dt_node_ident(struct dt_unit *unit, const struct dt_position *place, int scope,
			      const char *name)
{
	struct dt_node *node = dt_node_text(unit, place, DT_NODE_IDENT, name);

	node->value = scope;
	return node;
}

struct dt_node *dt_node_text(struct dt_unit *unit, const struct dt_position *place,
			     enum dt_node_kind kind, const char *text)
{
	struct dt_node *node = dt_node_new(unit, kind, place);

	node->string = dt_unit_strdup(unit, text);
	node->length = strlen(text);
	return node;
}

bool dt_node_mentions(const struct dt_node *node, const char *name)
{
	for (; node; node = node->next)
		if ((node->kind == DT_NODE_IDENT && !strcmp(node->string, name)) ||
		    dt_node_mentions(node->left, name) || dt_node_mentions(node->right, name) ||
		    dt_node_mentions(node->condition, name) || dt_node_mentions(node->args, name))
			return true;
	return false;
}

struct dt_node *dt_node_append(struct dt_node *list, struct dt_node *tail)
{
	struct dt_node *node = list;

	if (!list)
		return tail;
	while (node->next)
		node = node->next;
	node->next = tail;
	return list;
}

size_t dt_node_count(const struct dt_node *list)
{
	size_t count = 0;

	for (; list; list = list->next)
		count++;
	return count;
}

struct dt_node *dt_node_clone_list(struct dt_unit *unit, const struct dt_node *list, bool keep)
{
	struct dt_node *head = NULL, **end = &head;

	for (; list; list = list->next) {
		*end = dt_node_clone(unit, list, keep);
		end = &(*end)->next;
	}
	return head;
}

struct dt_node *dt_node_clone(struct dt_unit *unit, const struct dt_node *from, bool keep)
{
	struct dt_node *node;

	if (!from)
		return NULL;
	node = keep ? dt_keep_alloc(unit, sizeof(*node)) : dt_unit_alloc(unit, sizeof(*node));
	*node = *from;
	node->next = NULL;
	if (keep && from->string)
		node->string = dt_keep_strdup(unit, from->string);
	node->left = dt_node_clone(unit, from->left, keep);
	node->right = dt_node_clone(unit, from->right, keep);
	node->condition = dt_node_clone(unit, from->condition, keep);
	node->args = dt_node_clone_list(unit, from->args, keep);
	node->decl = dt_decl_clone(unit, from->decl, keep);
	node->descs = dt_node_clone_list(unit, from->descs, keep);
	node->predicate = dt_node_clone(unit, from->predicate, keep);
	node->body = dt_node_clone_list(unit, from->body, keep);
	node->otherwise = dt_node_clone_list(unit, from->otherwise, keep);
	return node;
}

const char *dt_type_text(struct dt_unit *unit, struct dt_type *type)
{
	char name[256];

	return dt_unit_strdup(unit, dt_type_name(type, name, sizeof(name)));
}
