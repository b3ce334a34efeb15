/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Operators that compute: arithmetic, bits, comparisons, logic, ?: and the comma.
 */
#include "dt_cook.h"

static struct dt_type *int_type(struct dt_unit *unit)
{
	return dt_intrinsic(unit->hdl, DT_INT);
}

/* The value may leave the type's range: the generator must bring it back. */
static void mark_truncation(struct dt_unit *unit, struct dt_node *node)
{
	if (dt_node_is_integer(node) && dt_size_of(unit, node->type) < 8)
		node->flags |= DT_NF_TRUNCATE;
}

static _Noreturn void fail_operands(struct dt_unit *unit, struct dt_node *node, enum dt_errtag tag,
				    const char *what)
{
	if (node->right)
		dt_fail(unit, node, tag,
			"operator %s requires operands of %s type: \"%s\" %s \"%s\"",
			dt_op_name(node->op), what, dt_node_type_text(unit, node->left),
			dt_op_name(node->op), dt_node_type_text(unit, node->right));
	dt_fail(unit, node, tag, "operator %s requires an operand of %s type, not \"%s\"",
		dt_op_name(node->op), what, dt_node_type_text(unit, node->left));
}

_Noreturn static void fail_incompatible(struct dt_unit *unit, struct dt_node *node)
{
	dt_fail(unit, node, D_OP_INCOMPAT, "operands have incompatible types: \"%s\" %s \"%s\"",
		dt_node_type_text(unit, node->left), dt_op_name(node->op),
		dt_node_type_text(unit, node->right));
}

/* --- arithmetic --- */

static void convert_operands(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *type = dt_common_type(unit, node->left->type, node->right->type);

	node->left = dt_convert(unit, node->left, type);
	node->right = dt_convert(unit, node->right, type);
	if (dt_type_is_signed(type))
		node->flags |= DT_NF_OP_SIGNED;
}

static struct dt_node *cook_integers(struct dt_unit *unit, struct dt_node *node)
{
	convert_operands(unit, node);
	dt_node_set_type(unit, node, node->left->type);
	if (node->op < DT_OP_DIV)
		mark_truncation(unit, node);
	return dt_fold(unit, node);
}

static struct dt_node *cook_shift(struct dt_unit *unit, struct dt_node *node)
{
	if (!dt_node_is_integer(node->left) || !dt_node_is_integer(node->right))
		fail_operands(unit, node, D_OP_INT, "integral");
	dt_node_set_type(unit, node, node->left->type);
	if (dt_type_is_signed(node->left->type))
		node->flags |= DT_NF_OP_SIGNED;
	if (node->op == DT_OP_SHL)
		mark_truncation(unit, node);
	return dt_fold(unit, node);
}

/* Bytes a pointer moves by one. */
static uint64_t pointer_scale(struct dt_unit *unit, struct dt_node *node, struct dt_node *pointer)
{
	struct dt_type *target = dt_node_target(unit, pointer);
	enum dt_kind kind = dt_type_kind(dt_type_resolve(target));
	uint64_t size;

	if (kind == DT_KIND_VOID || kind == DT_KIND_FUNCTION)
		dt_fail(unit, node, D_OP_INCOMPAT,
			"operator %s requires a pointer to an object: \"%s\"", dt_op_name(node->op),
			dt_node_type_text(unit, pointer));
	size = dt_size_of(unit, target);
	if (!size)
		dt_fail(unit, node, D_OP_INCOMPLETE,
			"operator %s cannot be applied to a pointer to an incomplete type: \"%s\"",
			dt_op_name(node->op), dt_node_type_text(unit, pointer));
	return size;
}

/* An array in arithmetic is a pointer to its first element. */
struct dt_node *dt_decay(struct dt_unit *unit, struct dt_node *node)
{
	if (dt_node_kind_of(node) != DT_KIND_ARRAY)
		return node;
	return dt_convert(unit, node, dt_type_pointer(unit->hdl, dt_node_target(unit, node)));
}

static struct dt_node *cook_pointer_difference(struct dt_unit *unit, struct dt_node *node)
{
	if (!dt_node_fits(unit, node->right, node->left->type))
		fail_incompatible(unit, node);
	node->scale = pointer_scale(unit, node, node->left);
	dt_node_set_type(unit, node, dt_intrinsic(unit->hdl, DT_LONG));
	node->flags |= DT_NF_OP_SIGNED;
	return node;
}

static struct dt_node *cook_pointer_sum(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *left = node->left;
	unsigned int inherited;

	if (node->op == DT_OP_ADD && dt_node_is_integer(left)) {
		node->left = node->right;
		node->right = left;
	}
	node->left = dt_decay(unit, node->left);
	node->right = dt_decay(unit, node->right);
	if (dt_node_is_pointer(node->left) && dt_node_is_pointer(node->right)) {
		if (node->op == DT_OP_SUB)
			return cook_pointer_difference(unit, node);
		fail_incompatible(unit, node);
	}
	if (!dt_node_is_pointer(node->left) || !dt_node_is_integer(node->right))
		fail_operands(unit, node, D_OP_INCOMPAT, "compatible");
	node->scale = pointer_scale(unit, node, node->left);
	inherited = node->left->flags & (DT_NF_USERLAND | DT_NF_WRITABLE);
	dt_node_set_type(unit, node, node->left->type);
	node->flags |= inherited;
	return node;
}

static struct dt_node *cook_arithmetic(struct dt_unit *unit, struct dt_node *node)
{
	bool integers = dt_node_is_integer(node->left) && dt_node_is_integer(node->right);

	if (integers)
		return cook_integers(unit, node);
	if ((node->op == DT_OP_ADD || node->op == DT_OP_SUB) && dt_node_is_scalar(node->left) &&
	    dt_node_is_scalar(node->right))
		return cook_pointer_sum(unit, node);
	if (node->op >= DT_OP_MOD)
		fail_operands(unit, node, D_OP_INT, "integral");
	if (node->op == DT_OP_ADD || node->op == DT_OP_SUB)
		fail_incompatible(unit, node);
	fail_operands(unit, node, D_OP_ARITH, "arithmetic");
}

static struct dt_node *cook_division(struct dt_unit *unit, struct dt_node *node)
{
	if (dt_node_is_null(node->right))
		dt_fail(unit, node->right, D_DIV_ZERO, "expression contains division by zero");
	return cook_arithmetic(unit, node);
}

/* --- comparisons and logic --- */

/* Has a variable a string? Without one it reads as "", also after NULL was assigned to it. */
static bool asks_for_string(const struct dt_node *string, const struct dt_node *null)
{
	return string->kind == DT_NODE_VAR && dt_node_is_string(string) && dt_node_is_null(null);
}

struct dt_node *dt_cook_comparison(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *left = node->left, *right = node->right;

	if (dt_node_is_integer(left) && dt_node_is_integer(right)) {
		convert_operands(unit, node);
	} else if (asks_for_string(left, right) || asks_for_string(right, left)) {
		node->flags |= DT_NF_OP_STRING;
	} else if (dt_node_is_string_like(left) && dt_node_is_string_like(right) &&
		   (dt_node_is_string(left) || dt_node_is_string(right) ||
		    dt_node_kind_of(left) == DT_KIND_ARRAY ||
		    dt_node_kind_of(right) == DT_KIND_ARRAY || node->op < DT_OP_EQ)) {
		node->flags |= DT_NF_OP_STRING;
	} else if (!(dt_node_is_scalar(left) || dt_node_is_string(left)) ||
		   !(dt_node_is_scalar(right) || dt_node_is_string(right))) {
		fail_operands(unit, node, D_OP_SCALAR, "scalar");
	} else {
		node->left = dt_decay(unit, left);
		node->right = dt_decay(unit, right);
		if (dt_node_is_null(node->left) || dt_node_is_null(node->right))
			;
		else if (dt_node_is_integer(left) || dt_node_is_integer(right) ||
			 !dt_node_fits(unit, node->right, node->left->type))
			fail_incompatible(unit, node);
	}
	dt_node_set_type(unit, node, int_type(unit));
	return dt_fold(unit, node);
}

static bool is_condition(const struct dt_node *node)
{
	return dt_node_is_scalar(node);
}

static struct dt_node *cook_logical(struct dt_unit *unit, struct dt_node *node)
{
	if (!is_condition(node->left) || !is_condition(node->right))
		fail_operands(unit, node, D_OP_SCALAR, "scalar");
	dt_node_set_type(unit, node, int_type(unit));
	return dt_fold(unit, node);
}

static struct dt_node *cook_comma(struct dt_unit *unit, struct dt_node *node)
{
	unsigned int inherited = node->right->flags & DT_NF_USERLAND;

	dt_node_set_type(unit, node, node->right->type);
	node->flags |= inherited;
	return node;
}

/* --- two operands --- */

static void check_operand(struct dt_unit *unit, const struct dt_node *node,
			  const struct dt_node *operand)
{
	if (dt_node_is_dynamic(operand))
		dt_fail(unit, operand, D_OP_DYN, "operator %s may not be used with a dynamic value",
			dt_op_name(node->op));
}

struct dt_node *dt_cook_enumerator_of(struct dt_unit *unit, const struct dt_node *left,
				      struct dt_node *right)
{
	struct dt_enumerator enumerator;
	bool found = false;

	if (right->kind != DT_NODE_IDENT || dt_node_kind_of(left) != DT_KIND_ENUM ||
	    right->value != DIF_SCOPE_GLOBAL)
		return dt_cook(unit, right);
	for (size_t i = 0; !found; i++) {
		if (dt_enumerator_at(dt_type_resolve(left->type), i, &enumerator))
			return dt_cook(unit, right);
		found = !strcmp(enumerator.name, right->string);
	}
	if (dt_find(unit, right))
		dt_fail(unit, right, D_IDENT_AMBIG,
			"ambiguous use of %s: it is both an enumerator of \"%s\" and a variable",
			right->string, dt_node_type_text(unit, left));
	return dt_cook(unit, dt_node_int(unit, &right->place, enumerator.value, left->type));
}

static struct dt_node *compute(struct dt_unit *unit, struct dt_node *node)
{
	switch (node->op) {
	case DT_OP_DIV:
	case DT_OP_MOD:
		return cook_division(unit, node);
	case DT_OP_SHL:
	case DT_OP_SHR:
		return cook_shift(unit, node);
	case DT_OP_LAND:
	case DT_OP_LXOR:
	case DT_OP_LOR:
		return cook_logical(unit, node);
	case DT_OP_COMMA:
		return cook_comma(unit, node);
	default:
		if (dt_op_is_comparison(node->op))
			return dt_cook_comparison(unit, node);
		return cook_arithmetic(unit, node);
	}
}

/* trace(x), trace(y) looks like two statements, but an operator has values. */
static void refuse_action(struct dt_unit *unit, const struct dt_node *node, struct dt_node *operand,
			  const char *operator)
{
	if (operand->kind == DT_NODE_CALL &&
	    dt_find_function(unit, operand)->kind == DT_FUNCTION_ACTION)
		dt_fail(unit, node, D_OP_ACT,
			"operator %s may not be used with an action: %s( )", operator,
			operand->string);
}

/* args[4] == NULL asks for what is translated. */
static struct dt_node *comparable(struct dt_unit *unit, const struct dt_node *node,
				  struct dt_node *operand)
{
	if (operand->kind != DT_NODE_XLATE || (node->op != DT_OP_EQ && node->op != DT_OP_NE))
		return operand;
	return dt_cook(unit, operand->left);
}

struct dt_node *dt_cook_op2(struct dt_unit *unit, struct dt_node *node)
{
	if (dt_op_is_assignment(node->op))
		return dt_cook_assign(unit, node);
	if (node->op == DT_OP_COMMA) {
		refuse_action(unit, node, node->left, ",");
		refuse_action(unit, node, node->right, ",");
	}
	node->left = comparable(unit, node, dt_cook(unit, node->left));
	check_operand(unit, node, node->left);
	node->right = comparable(unit, node,
				 dt_cook_enumerator_of(unit, node->left, node->right));
	check_operand(unit, node, node->right);
	if (node->op != DT_OP_COMMA &&
	    (dt_node_is_void(node->left) || dt_node_is_void(node->right)))
		fail_operands(unit, node, D_OP_SCALAR, "scalar");
	return compute(unit, node);
}

/* --- ?: --- */

/* A string, or an array of characters, which is one as soon as it is a value. */
static bool is_text(const struct dt_node *node)
{
	return dt_node_is_string(node) ||
	       (dt_node_kind_of(node) == DT_KIND_ARRAY && dt_node_is_string_like(node));
}

/* The type both arms are brought to; NULL when they do not go together. */
static struct dt_type *arms_type(struct dt_unit *unit, struct dt_node *left, struct dt_node *right)
{
	if (dt_node_is_integer(left) && dt_node_is_integer(right))
		return dt_common_type(unit, left->type, right->type);
	if ((is_text(left) || is_text(right)) &&
	    dt_node_fits(unit, left, dt_intrinsic(unit->hdl, DT_STRING)) &&
	    dt_node_fits(unit, right, dt_intrinsic(unit->hdl, DT_STRING)))
		return dt_intrinsic(unit->hdl, DT_STRING);
	left = dt_decay(unit, left);
	right = dt_decay(unit, right);
	if (dt_node_is_null(left) && dt_node_is_pointer(right))
		return right->type;
	if (dt_node_is_pointer(left) && dt_node_fits(unit, right, left->type))
		return left->type;
	if (dt_type_same(dt_type_resolve(left->type), dt_type_resolve(right->type)))
		return left->type;
	return NULL;
}

struct dt_node *dt_cook_op3(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *type;

	refuse_action(unit, node, node->left, "?:");
	refuse_action(unit, node, node->right, "?:");
	node->condition = dt_cook(unit, node->condition);
	if (!is_condition(node->condition) && node->flags & DT_NF_PREDICATE)
		dt_fail_predicate(unit, node->condition);
	if (!is_condition(node->condition) && node->flags & DT_NF_IF)
		dt_fail(unit, node->condition, D_OP_SCALAR,
			"the condition of if must be of scalar type, not \"%s\"",
			dt_node_type_text(unit, node->condition));
	if (!is_condition(node->condition))
		dt_fail(unit, node, D_OP_SCALAR,
			"operator ?: expression must be of scalar type, not \"%s\"",
			dt_node_type_text(unit, node->condition));
	node->left = dt_cook(unit, node->left);
	node->right = dt_cook(unit, node->right);
	if (dt_node_is_dynamic(node->left) || dt_node_is_dynamic(node->right))
		dt_fail(unit, node, D_OP_DYN, "operator ?: may not be used with a dynamic value");
	type = arms_type(unit, node->left, node->right);
	if (!type)
		dt_fail(unit, node, D_OP_INCOMPAT,
			"operator ?: operands must have compatible types: \"%s\" : \"%s\"",
			dt_node_type_text(unit, node->left), dt_node_type_text(unit, node->right));
	if (node->condition->kind == DT_NODE_INT)
		return dt_convert(unit, node->condition->value ? node->left : node->right, type);
	node->left = dt_convert(unit, node->left, type);
	node->right = dt_convert(unit, node->right, type);
	dt_node_set_type(unit, node, type);
	node->flags |= (node->left->flags | node->right->flags) & DT_NF_USERLAND;
	return node;
}

/* --- one operand --- */

static struct dt_node *cook_sign(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *type = node->left->type;

	if (!dt_node_is_integer(node->left))
		fail_operands(unit, node, node->op == DT_OP_COMPLEMENT ? D_OP_INT : D_OP_ARITH,
			      node->op == DT_OP_COMPLEMENT ? "integral" : "arithmetic");
	if (node->op == DT_OP_PLUS)
		return node->left;
	if (dt_node_kind_of(node->left) == DT_KIND_ENUM)
		type = int_type(unit);
	node->left = dt_convert(unit, node->left, type);
	dt_node_set_type(unit, node, type);
	mark_truncation(unit, node);
	return dt_fold(unit, node);
}

static struct dt_node *cook_not(struct dt_unit *unit, struct dt_node *node)
{
	if (!is_condition(node->left))
		fail_operands(unit, node, D_OP_SCALAR, "scalar");
	dt_node_set_type(unit, node, int_type(unit));
	return dt_fold(unit, node);
}

static struct dt_node *cook_deref(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *target;
	enum dt_kind kind;
	unsigned int inherited = node->left->flags & (DT_NF_USERLAND | DT_NF_WRITABLE);

	if (!dt_node_is_pointer(node->left))
		dt_fail(unit, node, D_DEREF_NONPTR,
			"cannot dereference a value that is no pointer: \"%s\"",
			dt_node_type_text(unit, node->left));
	target = dt_node_target(unit, node->left);
	kind = target ? dt_type_kind(dt_type_resolve(target)) : DT_KIND_VOID;
	if (kind == DT_KIND_VOID)
		dt_fail(unit, node, D_DEREF_VOID, "cannot dereference a pointer to void");
	if (kind == DT_KIND_FUNCTION)
		dt_fail(unit, node, D_DEREF_FUNC, "cannot dereference a pointer to a function");
	dt_node_set_type(unit, node, target);
	node->flags |= DT_NF_LVALUE | inherited;
	return node;
}

static struct dt_node *cook_address(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *left = node->left;
	unsigned int inherited = left->flags & (DT_NF_USERLAND | DT_NF_WRITABLE);

	if (left->kind == DT_NODE_VAR)
		dt_fail(unit, node, D_ADDROF_VAR, "cannot take the address of a D variable: %s",
			left->ident->name);
	if (left->flags & DT_NF_BITFIELD)
		dt_fail(unit, node, D_ADDROF_BITFIELD, "cannot take the address of a bit-field");
	if (!(left->flags & DT_NF_LVALUE))
		dt_fail(unit, node, D_ADDROF_LVAL, "unary & needs an lvalue");
	dt_node_set_type(unit, node, dt_type_pointer(unit->hdl, left->type));
	node->flags |= inherited;
	return node;
}

static struct dt_node *cook_stringof(struct dt_unit *unit, struct dt_node *node)
{
	if (!dt_node_is_scalar(node->left) && !dt_node_is_string(node->left))
		dt_fail(unit, node, D_STRINGOF_TYPE,
			"cannot convert a value of type \"%s\" to a string",
			dt_node_type_text(unit, node->left));
	return dt_convert(unit, node->left, dt_intrinsic(unit->hdl, DT_STRING));
}

static bool is_symbol(const struct dt_node *node)
{
	return node->kind == DT_NODE_IDENT && !node->ident && strchr(node->string, '`');
}

struct dt_node *dt_cook_op1(struct dt_unit *unit, struct dt_node *node)
{
	if (node->op == DT_OP_INDEX)
		return dt_cook_index(unit, node);
	if (node->op == DT_OP_DOT || node->op == DT_OP_ARROW)
		return dt_cook_member(unit, node);
	if (node->op >= DT_OP_PRE_INC && node->op <= DT_OP_POST_DEC)
		return dt_cook_step(unit, node);
	if (node->op == DT_OP_ADDRESS && node->left->kind == DT_NODE_AGG)
		dt_fail(unit, node, D_ADDROF_VAR, "cannot take the address of an aggregation: @%s",
			node->left->string);
	if (node->op == DT_OP_ADDRESS && is_symbol(node->left))
		node->left = dt_cook_symbol(unit, node->left);
	else
		node->left = dt_cook(unit, node->left);
	check_operand(unit, node, node->left);
	switch (node->op) {
	case DT_OP_NOT:
		return cook_not(unit, node);
	case DT_OP_DEREF:
		return cook_deref(unit, node);
	case DT_OP_ADDRESS:
		return cook_address(unit, node);
	case DT_OP_STRINGOF:
		return cook_stringof(unit, node);
	default:
		return cook_sign(unit, node);
	}
}
