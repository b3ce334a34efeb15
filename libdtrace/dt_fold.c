/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Constant folding of cooked operations on integers, with the same 64-bit
 * arithmetic the engine has.
 *
 * What literals make is not cut to their type: 5 * 1000000000 is of type int, and five billions where it is
 * compared with a time or assigned to an uint64_t. Scripts write seconds and sizes that way. Where a value of
 * a narrow type is recorded, it is cut then, as elsewhere in D; where a cast gave the type, right away.
 */
#include "dt_cook.h"

static uint64_t divide(uint64_t left, uint64_t right, bool is_signed)
{
	if (!is_signed)
		return left / right;
	return right == (uint64_t)-1 ? -left : (uint64_t)((int64_t)left / (int64_t)right);
}

static uint64_t modulo(uint64_t left, uint64_t right, bool is_signed)
{
	if (!is_signed)
		return left % right;
	return right == (uint64_t)-1 ? 0 : (uint64_t)((int64_t)left % (int64_t)right);
}

static bool less(uint64_t left, uint64_t right, bool is_signed)
{
	return is_signed ? (int64_t)left < (int64_t)right : left < right;
}

static uint64_t shift_right(uint64_t left, uint64_t right, bool is_signed)
{
	return is_signed ? (uint64_t)((int64_t)left >> (right & 63)) : left >> (right & 63);
}

static uint64_t fold2(enum dt_op op, uint64_t left, uint64_t right, bool is_signed)
{
	switch (op) {
	case DT_OP_ADD:
		return left + right;
	case DT_OP_SUB:
		return left - right;
	case DT_OP_MUL:
		return left * right;
	case DT_OP_DIV:
		return divide(left, right, is_signed);
	case DT_OP_MOD:
		return modulo(left, right, is_signed);
	case DT_OP_SHL:
		return left << (right & 63);
	case DT_OP_SHR:
		return shift_right(left, right, is_signed);
	case DT_OP_AND:
		return left & right;
	case DT_OP_XOR:
		return left ^ right;
	case DT_OP_OR:
		return left | right;
	case DT_OP_LT:
		return less(left, right, is_signed);
	case DT_OP_LE:
		return !less(right, left, is_signed);
	case DT_OP_GT:
		return less(right, left, is_signed);
	case DT_OP_GE:
		return !less(left, right, is_signed);
	case DT_OP_EQ:
		return left == right;
	case DT_OP_NE:
		return left != right;
	case DT_OP_LAND:
		return left && right;
	case DT_OP_LXOR:
		return !left != !right;
	case DT_OP_LOR:
		return left || right;
	default:
		return right;
	}
}

static uint64_t fold1(enum dt_op op, uint64_t value)
{
	if (op == DT_OP_NEGATE)
		return -value;
	return op == DT_OP_NOT ? !value : ~value;
}

static bool is_plain_constant(const struct dt_node *node)
{
	return node->kind == DT_NODE_INT && !dt_node_is_pointer(node);
}

/* The types that literals have of themselves; a cast names another, if only int32_t. */
static bool is_literal_type(struct dt_unit *unit, const struct dt_node *node)
{
	return node->type == dt_intrinsic(unit->hdl, DT_INT) ||
	       node->type == dt_intrinsic(unit->hdl, DT_UINT);
}

/* Below zero there is nothing unsigned. */
static bool goes_below(const struct dt_node *node)
{
	return !(node->flags & DT_NF_OP_SIGNED) && !dt_type_is_signed(node->type) &&
	       (node->kind == DT_NODE_OP1 || node->op == DT_OP_SUB);
}

static bool keeps_all(struct dt_unit *unit, const struct dt_node *node)
{
	return is_literal_type(unit, node) && is_literal_type(unit, node->left) &&
	       (!node->right || is_literal_type(unit, node->right)) && !goes_below(node);
}

static struct dt_node *constant_of(struct dt_unit *unit, struct dt_node *node, uint64_t value)
{
	struct dt_node *constant = dt_node_int(unit, &node->place, 0, NULL);

	constant->next = node->next;
	constant->value = keeps_all(unit, node) ? value : dt_normal_form(unit, node->type, value);
	dt_node_set_type(unit, constant, node->type);
	return constant;
}

struct dt_node *dt_fold(struct dt_unit *unit, struct dt_node *node)
{
	if (!dt_node_is_integer(node) || !node->left || node->left->kind != DT_NODE_INT)
		return node;
	if (node->kind == DT_NODE_OP1 && node->op >= DT_OP_NEGATE && node->op <= DT_OP_NOT)
		return constant_of(unit, node, fold1(node->op, node->left->value));
	if (node->kind != DT_NODE_OP2 || node->op > DT_OP_LOR || !is_plain_constant(node->left) ||
	    !is_plain_constant(node->right))
		return node;
	return constant_of(unit, node,
			   fold2(node->op, node->left->value, node->right->value,
				 node->flags & DT_NF_OP_SIGNED));
}

bool dt_constant(struct dt_unit *unit, const struct dt_node *node, int64_t *value)
{
	struct dt_node *result = dt_cook(unit, dt_node_clone(unit, node, false));

	if (result->kind != DT_NODE_INT)
		return false;
	*value = result->value;
	return true;
}
