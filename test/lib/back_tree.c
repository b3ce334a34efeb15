/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* See back_tree.h. */
#include <stdlib.h>
#include <string.h>

#include "back_tree.h"

#define POOL 20000

static struct dt_node pool[POOL];
static unsigned int used;

void tree_reset(void)
{
	used = 0;
}

static bool is_ref(const struct dt_type *type)
{
	return type->kind == DT_KIND_STRING || type->kind == DT_KIND_STRUCT ||
	       type->kind == DT_KIND_ARRAY;
}

uint64_t tree_normal(const struct dt_type *type, uint64_t value)
{
	unsigned int unused = 64 - (unsigned int)type->size * 8;

	if (type->size == 0 || type->size >= 8)
		return value;
	value <<= unused;
	return type->is_signed ? (uint64_t)((int64_t)value >> unused) : value >> unused;
}

struct dt_node *tree_node(enum dt_node_kind kind, struct dt_type *type)
{
	struct dt_node *node = &pool[used++];

	if (used == POOL)
		abort();
	memset(node, 0, sizeof(*node));
	node->kind = kind;
	node->type = type;
	node->flags = DT_NF_COOKED;
	if (is_ref(type))
		node->flags |= DT_NF_REF;
	else if (type->is_signed)
		node->flags |= DT_NF_SIGNED;
	return node;
}

struct dt_node *tree_int(struct dt_type *type, uint64_t value)
{
	struct dt_node *node = tree_node(DT_NODE_INT, type);

	node->value = tree_normal(type, value);
	return node;
}

struct dt_node *tree_string(const char *text)
{
	struct dt_node *node = tree_node(DT_NODE_STRING, &type_string);

	node->string = (char *)text;
	node->length = strlen(text);
	return node;
}

struct dt_node *tree_element(struct dt_ident *ident, struct dt_node *keys)
{
	struct dt_node *node = tree_node(DT_NODE_VAR, ident->type);

	node->ident = ident;
	node->args = keys;
	node->flags |= DT_NF_LVALUE | DT_NF_WRITABLE;
	return node;
}

struct dt_node *tree_var(struct dt_ident *ident)
{
	return tree_element(ident, NULL);
}

/* As the front end marks: operations that cannot leave the type's range are not. */
static void mark_truncated(struct dt_node *node)
{
	if (node->type->size < 8 &&
	    (node->kind == DT_NODE_OP1 || node->op < DT_OP_DIV || node->op == DT_OP_SHL))
		node->flags |= DT_NF_TRUNCATE;
	if (node->type->is_signed)
		node->flags |= DT_NF_OP_SIGNED;
}

struct dt_node *tree_unary(enum dt_op op, struct dt_type *type, struct dt_node *left)
{
	struct dt_node *node = tree_node(DT_NODE_OP1, type);

	node->op = op;
	node->left = left;
	if (op == DT_OP_NEGATE || op == DT_OP_COMPLEMENT)
		mark_truncated(node);
	return node;
}

struct dt_node *tree_binary(enum dt_op op, struct dt_type *type, struct dt_node *left,
			    struct dt_node *right)
{
	struct dt_node *node = tree_node(DT_NODE_OP2, type);

	node->op = op;
	node->left = left;
	node->right = right;
	if (op >= DT_OP_ADD && op <= DT_OP_OR)
		mark_truncated(node);
	else if (left->type->is_signed)
		node->flags |= DT_NF_OP_SIGNED;
	if (dt_op_is_comparison(op) && (left->flags & DT_NF_REF))
		node->flags |= DT_NF_OP_STRING;
	return node;
}

struct dt_node *tree_cast(struct dt_type *type, struct dt_node *left)
{
	struct dt_node *node = tree_node(DT_NODE_CAST, type);

	node->left = left;
	return node;
}

struct dt_node *tree_choice(struct dt_node *condition, struct dt_node *left, struct dt_node *right)
{
	struct dt_node *node = tree_node(DT_NODE_OP3, left->type);

	node->condition = condition;
	node->left = left;
	node->right = right;
	return node;
}

struct dt_node *tree_member(struct dt_type *type, struct dt_node *base, uint64_t bit_offset,
			    uint32_t bit_size)
{
	struct dt_node *node = tree_node(DT_NODE_MEMBER, type);

	node->left = base;
	node->bit_offset = bit_offset;
	node->bit_size = bit_size;
	node->flags |= DT_NF_LVALUE | DT_NF_WRITABLE | (bit_size != 0 ? DT_NF_BITFIELD : 0);
	return node;
}

struct dt_node *tree_index(struct dt_type *type, struct dt_node *base, struct dt_node *index,
			   uint64_t bound)
{
	struct dt_node *node = tree_node(DT_NODE_INDEX, type);

	node->left = base;
	node->right = index;
	node->scale = type->size;
	node->bound = bound;
	node->flags |= DT_NF_LVALUE | DT_NF_WRITABLE;
	return node;
}

struct dt_node *tree_call(struct dt_type *type, const struct dt_function *function,
			  struct dt_node *args)
{
	struct dt_node *node = tree_node(DT_NODE_CALL, type);

	node->function = function;
	node->args = args;
	return node;
}
