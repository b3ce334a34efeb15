/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Casts, sizeof and offsetof.
 */
#include "dt_cook.h"
#include "dt_suggest.h"

static bool may_cast(struct dt_unit *unit, struct dt_node *left, struct dt_type *type)
{
	switch (dt_type_kind(dt_type_resolve(type))) {
	case DT_KIND_VOID:
		return true;
	case DT_KIND_INTEGER:
	case DT_KIND_ENUM:
		return dt_node_is_scalar(left);
	case DT_KIND_POINTER:
		return dt_node_is_scalar(left) || dt_node_is_string(left);
	case DT_KIND_STRING:
		return dt_node_is_scalar(left) || dt_node_is_string(left);
	default:
		return dt_type_same(dt_type_resolve(left->type), dt_type_resolve(type));
	}
}

struct dt_node *dt_cook_cast(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *type = dt_decl_type(unit, node->decl);
	struct dt_node *left = dt_cook(unit, node->left), *result;
	unsigned int flags = 0;

	if (left->kind == DT_NODE_XLATE || dt_node_is_dynamic(left) || !may_cast(unit, left, type))
		dt_fail(unit, node, D_CAST_INVAL,
			"invalid cast expression: cannot convert \"%s\" to \"%s\"",
			dt_node_type_text(unit, left), dt_type_text(unit, type));
	if (node->decl->specs->flags & DT_SPEC_USERLAND)
		flags = DT_NF_USERLAND;
	flags |= left->flags & (DT_NF_WRITABLE | DT_NF_USERLAND);
	node->left = left;
	if (left->kind == DT_NODE_INT && dt_type_is_scalar(type)) {
		result = dt_convert(unit, left, type);
		result->type = type;
		dt_cut(unit, result);
		result->flags |= flags & DT_NF_USERLAND;
		return result;
	}
	dt_node_set_type(unit, node, type);
	/* Writable only as a pointer into writable memory: a cast is no lvalue. */
	node->flags |= dt_node_is_pointer(node) ? flags : flags & DT_NF_USERLAND;
	return node;
}

/* --- sizeof --- */

static struct dt_type *sizeof_operand(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *left;

	if (node->decl)
		return dt_decl_type(unit, node->decl);
	if (dt_node_is_agg(node->left))
		dt_fail(unit, node, D_SIZEOF_TYPE, "cannot apply sizeof to an aggregation");
	left = dt_cook(unit, node->left);
	if (left->flags & DT_NF_BITFIELD)
		dt_fail(unit, node, D_SIZEOF_BITFIELD, "cannot apply sizeof to a bit-field");
	return left->type;
}

struct dt_node *dt_cook_sizeof(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *type = sizeof_operand(unit, node);
	enum dt_kind kind = dt_type_kind(dt_type_resolve(type));
	bool unknown =
		kind == DT_KIND_FORWARD || (dt_type_is_aggregate(type) && !dt_type_complete(type));

	if (kind == DT_KIND_VOID || kind == DT_KIND_FUNCTION || kind == DT_KIND_DYNAMIC ||
	    !dt_type_complete(type))
		dt_fail_suggest(unit, node, D_SIZEOF_TYPE,
				unknown ? dt_suggest_type(unit, dt_type_text(unit, type)) : NULL,
				"cannot apply sizeof to type \"%s\"%s", dt_type_text(unit, type),
				unknown ? ", which is not defined anywhere" : "");
	return dt_cook(unit, dt_node_int(unit, &node->place, dt_size_of(unit, type),
					 dt_intrinsic(unit->hdl, DT_SIZE)));
}

struct dt_node *dt_cook_offsetof(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *type = dt_decl_type(unit, node->decl);
	struct dt_member member;

	if (!dt_type_is_aggregate(type) || !dt_type_complete(type))
		dt_fail(unit, node, D_OFFSETOF_TYPE, "cannot apply offsetof to type \"%s\"",
			dt_type_text(unit, type));
	if (dt_type_member(dt_type_resolve(type), node->string, &member))
		dt_fail_suggest(unit, node, D_UNKNOWN, dt_suggest_member(unit, type, node->string),
				"failed to determine offset of %s: it is not a member of %s",
				node->string, dt_type_text(unit, type));
	if (member.bit_size)
		dt_fail(unit, node, D_OFFSETOF_BITFIELD, "cannot apply offsetof to a bit-field: %s",
			node->string);
	return dt_cook(unit, dt_node_int(unit, &node->place, member.bit_offset / 8,
					 dt_intrinsic(unit->hdl, DT_SIZE)));
}
