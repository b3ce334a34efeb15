/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types of cooked nodes: questions about them, conversions between them.
 */
#include "dt_cook.h"

enum dt_kind dt_node_kind_of(const struct dt_node *node)
{
	return dt_type_kind(dt_type_resolve(node->type));
}

void dt_node_set_type(struct dt_unit *unit, struct dt_node *node, struct dt_type *type)
{
	node->type = type;
	node->flags &= ~(DT_NF_SIGNED | DT_NF_REF);
	switch (dt_type_kind(dt_type_resolve(type))) {
	case DT_KIND_INTEGER:
	case DT_KIND_ENUM:
		if (dt_type_is_signed(type))
			node->flags |= DT_NF_SIGNED;
		break;
	case DT_KIND_STRUCT:
	case DT_KIND_UNION:
	case DT_KIND_ARRAY:
	case DT_KIND_STRING:
	case DT_KIND_FLOAT:
	case DT_KIND_FORWARD:
		node->flags |= DT_NF_REF;
		break;
	default:
		break;
	}
	node->flags |= DT_NF_COOKED;
}

bool dt_node_is_integer(const struct dt_node *node)
{
	enum dt_kind kind = dt_node_kind_of(node);

	return kind == DT_KIND_INTEGER || kind == DT_KIND_ENUM;
}

bool dt_node_is_pointer(const struct dt_node *node)
{
	enum dt_kind kind = dt_node_kind_of(node);

	return kind == DT_KIND_POINTER || kind == DT_KIND_ARRAY;
}

bool dt_node_is_scalar(const struct dt_node *node)
{
	return dt_node_is_integer(node) || dt_node_is_pointer(node);
}

bool dt_node_is_string(const struct dt_node *node)
{
	return dt_node_kind_of(node) == DT_KIND_STRING;
}

bool dt_node_is_string_like(const struct dt_node *node)
{
	return dt_type_is_string_like(node->type);
}

bool dt_node_is_null(const struct dt_node *node)
{
	return node->kind == DT_NODE_INT && node->value == 0;
}

bool dt_node_is_void(const struct dt_node *node)
{
	return dt_node_kind_of(node) == DT_KIND_VOID;
}

bool dt_node_is_agg(const struct dt_node *node)
{
	while (node->kind == DT_NODE_OP1 && node->op == DT_OP_INDEX)
		node = node->left;
	return node->kind == DT_NODE_AGG;
}

bool dt_node_is_dynamic(const struct dt_node *node)
{
	return dt_node_kind_of(node) == DT_KIND_DYNAMIC;
}

struct dt_type *dt_node_target(struct dt_unit *unit, const struct dt_node *node)
{
	if (dt_node_is_string(node))
		return dt_intrinsic(unit->hdl, DT_CHAR);
	return dt_type_reference(dt_type_resolve(node->type));
}

const char *dt_node_type_text(struct dt_unit *unit, const struct dt_node *node)
{
	return dt_type_text(unit, node->type);
}

uint64_t dt_size_of(struct dt_unit *unit, struct dt_type *type)
{
	return dt_type_size(unit->hdl, type);
}

/* --- compatibility --- */

static bool is_void_type(struct dt_type *type)
{
	return !type || dt_type_kind(dt_type_resolve(type)) == DT_KIND_VOID;
}

/* An array stands for a pointer to its first element, a string for a char pointer. */
static bool pointer_fits(struct dt_unit *unit, struct dt_node *node, struct dt_type *type)
{
	struct dt_type *from = dt_node_target(unit, node);
	struct dt_type *to = dt_type_reference(dt_type_resolve(type));

	if (is_void_type(from) || is_void_type(to))
		return true;
	return dt_type_same(dt_type_resolve(from), dt_type_resolve(to)) ||
	       dt_type_pointer_compatible(node->type, type);
}

bool dt_node_fits(struct dt_unit *unit, struct dt_node *node, struct dt_type *type)
{
	struct dt_type *to = dt_type_resolve(type);

	if (dt_node_is_dynamic(node) || dt_node_is_void(node))
		return false;
	switch (dt_type_kind(to)) {
	case DT_KIND_INTEGER:
	case DT_KIND_ENUM:
		return dt_node_is_integer(node);
	case DT_KIND_STRING:
		return dt_node_is_string_like(node) || dt_node_is_null(node);
	case DT_KIND_POINTER:
		if (dt_node_is_null(node))
			return true;
		return (dt_node_is_pointer(node) || dt_node_is_string(node)) &&
		       pointer_fits(unit, node, type);
	default:
		return dt_type_same(dt_type_resolve(node->type), to);
	}
}

/* --- conversions --- */

static unsigned int rank(struct dt_unit *unit, struct dt_type *type)
{
	return dt_size_of(unit, type) * 16 + !dt_type_is_signed(type);
}

/* Enums count as int; the wider or, at the same width, the unsigned type wins. */
struct dt_type *dt_common_type(struct dt_unit *unit, struct dt_type *a, struct dt_type *b)
{
	if (dt_type_kind(dt_type_resolve(a)) == DT_KIND_ENUM)
		a = dt_intrinsic(unit->hdl, DT_INT);
	if (dt_type_kind(dt_type_resolve(b)) == DT_KIND_ENUM)
		b = dt_intrinsic(unit->hdl, DT_INT);
	return rank(unit, b) > rank(unit, a) ? b : a;
}

uint64_t dt_normal_form(struct dt_unit *unit, struct dt_type *type, uint64_t value)
{
	uint64_t bits = dt_size_of(unit, type) * 8;

	if (!bits || bits >= 64)
		return value;
	if (dt_type_is_signed(type) && !dt_type_is_pointer(type))
		return (int64_t)(value << (64 - bits)) >> (64 - bits);
	return value << (64 - bits) >> (64 - bits);
}

void dt_cut(struct dt_unit *unit, struct dt_node *node)
{
	if (node->kind == DT_NODE_INT && dt_node_is_integer(node))
		node->value = dt_normal_form(unit, node->type, node->value);
}

static bool same_form(struct dt_unit *unit, const struct dt_node *node, struct dt_type *type)
{
	struct dt_type *to = dt_type_resolve(type);

	if (dt_type_kind(to) == DT_KIND_STRING)
		return dt_node_is_string(node);
	if (!dt_node_is_integer(node) || dt_type_kind(to) == DT_KIND_POINTER)
		return dt_type_same(dt_type_resolve(node->type), to);
	return dt_size_of(unit, node->type) == dt_size_of(unit, type) &&
	       dt_type_is_signed(node->type) == dt_type_is_signed(type) &&
	       dt_node_kind_of(node) == dt_type_kind(to);
}

static bool may_overflow(const struct dt_node *node)
{
	if (node->kind == DT_NODE_OP1)
		return node->op == DT_OP_NEGATE;
	return node->kind == DT_NODE_OP2 && (node->op == DT_OP_ADD || node->op == DT_OP_SUB ||
					     node->op == DT_OP_MUL || node->op == DT_OP_SHL);
}

/*
 * What is wanted in 64 bits is computed in 64 bits: start + seconds * 1000000000, with seconds an int. An
 * unsigned type is cut, since 0U - 1 must not become more than it can be.
 */
static void keep_all(struct dt_node *node)
{
	if (!(node->flags & DT_NF_TRUNCATE) || !(node->flags & DT_NF_SIGNED) || !may_overflow(node))
		return;
	node->flags &= ~DT_NF_TRUNCATE;
	keep_all(node->left);
	if (node->kind == DT_NODE_OP2 && node->op != DT_OP_SHL)
		keep_all(node->right);
}

struct dt_node *dt_convert(struct dt_unit *unit, struct dt_node *node, struct dt_type *type)
{
	struct dt_node *cast;

	if (same_form(unit, node, type))
		return node;
	if (node->kind == DT_NODE_INT && dt_type_kind(dt_type_resolve(type)) != DT_KIND_STRING) {
		node->value = dt_normal_form(unit, type, node->value);
		dt_node_set_type(unit, node, type);
		return node;
	}
	if (dt_node_is_integer(node) && dt_type_is_integer(type) && dt_size_of(unit, type) == 8)
		keep_all(node);
	cast = dt_node_new(unit, DT_NODE_CAST, &node->place);
	cast->left = node;
	cast->flags = node->flags & DT_NF_USERLAND;
	if (dt_type_kind(dt_type_resolve(type)) == DT_KIND_POINTER)
		cast->flags |= node->flags & DT_NF_WRITABLE;
	cast->next = node->next;
	node->next = NULL;
	dt_node_set_type(unit, cast, type);
	return cast;
}
