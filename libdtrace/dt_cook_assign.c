/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Assignments, ++ and --. The first assignment to an unknown name makes a
 * variable of the type of what is assigned.
 */
#include "dt_cook.h"

/* --- variables by first assignment --------------------------------------------------------- */

/* What a new variable is: an array of characters becomes a string, other arrays pointers. */
static struct dt_type *variable_type(struct dt_unit *unit, const struct dt_node *at,
				     struct dt_node *value)
{
	if (value->kind == DT_NODE_XLATE)
		return dt_xlate_input(unit, value)->type;
	if (dt_node_is_void(value))
		dt_fail(unit, at, D_DECL_VOIDOBJ, "cannot assign a void value to a variable");
	if (dt_node_is_dynamic(value))
		dt_fail(unit, at, D_DECL_DYNOBJ, "cannot assign a dynamic value to a variable");
	if (dt_node_kind_of(value) != DT_KIND_ARRAY)
		return value->type;
	if (dt_node_is_string_like(value))
		return dt_intrinsic(unit->hdl, DT_STRING);
	return dt_type_pointer(unit->hdl, dt_node_target(unit, value));
}

static struct dt_ident *make_variable(struct dt_unit *unit, struct dt_node *name,
				      enum dt_ident_kind kind, struct dt_node *value)
{
	struct dt_ident *ident;

	if (strchr(name->string, '`'))
		dt_fail(unit, name, D_SYM_BADREF, "cannot define a variable with a scope: %s",
			name->string);
	if (kind == DT_IDENT_ARRAY && name->value == DIF_SCOPE_LOCAL)
		dt_fail(unit, name, D_ARR_LOCAL,
			"a clause-local variable cannot be an associative array: this->%s",
			name->string);
	ident = dt_ident_make(unit, name->value, kind, name->string,
			      variable_type(unit, name, value));
	ident->flags |= DT_IF_WRITABLE;
	if (value->kind == DT_NODE_XLATE)
		ident->xlator = value->data;
	if (value->flags & DT_NF_USERLAND)
		ident->flags |= DT_IF_USERLAND;
	ident->file = name->place.source ? name->place.source->name : NULL;
	ident->line = name->place.line;
	return ident;
}

static bool is_unknown(struct dt_unit *unit, const struct dt_node *node)
{
	return node->kind == DT_NODE_IDENT && !strchr(node->string, '`') && !dt_find(unit, node);
}

/* x = value or x[keys] = value with x unknown: value is cooked first and makes x. */
static void make_unknown(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *left = node->left;

	if (node->op != DT_OP_ASSIGN)
		return;
	if (is_unknown(unit, left)) {
		node->right = dt_cook(unit, node->right);
		if (is_unknown(unit, left)) /* x = (x = 1) */
			make_variable(unit, left, DT_IDENT_SCALAR, node->right);
	} else if (left->kind == DT_NODE_OP1 && left->op == DT_OP_INDEX &&
		   is_unknown(unit, left->left)) {
		node->right = dt_cook(unit, node->right);
		if (is_unknown(unit, left->left))
			make_variable(unit, left->left, DT_IDENT_ARRAY, node->right);
	}
}

/* --- targets --- */

static void check_target(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *left = node->left;

	if (left->kind == DT_NODE_VAR && !(left->flags & DT_NF_WRITABLE))
		dt_fail(unit, node, D_OP_WRITE,
			"operator %s can only be applied to a writable variable: %s%s",
			dt_op_name(node->op), left->ident->name,
			node->op == DT_OP_ASSIGN && unit->region == DT_REGION_PREDICATE ? "; == compares"
											: "");
	if (!(left->flags & DT_NF_LVALUE))
		dt_fail(unit, node, D_OP_LVAL, "operator %s requires an lvalue as its operand",
			dt_op_name(node->op));
	if (!(left->flags & DT_NF_WRITABLE))
		dt_fail(unit, node, D_OP_WRITE,
			"operator %s can only be applied to memory of the program",
			dt_op_name(node->op));
	if (left->kind == DT_NODE_VAR)
		left->ident->flags |= DT_IF_ASSIGNED;
}

static _Noreturn void fail_incompatible(struct dt_unit *unit, struct dt_node *node)
{
	dt_fail(unit, node, D_OP_INCOMPAT, "operands have incompatible types: \"%s\" %s \"%s\"",
		dt_node_type_text(unit, node->left), dt_op_name(node->op),
		dt_node_type_text(unit, node->right));
}

static void finish(struct dt_unit *unit, struct dt_node *node)
{
	unsigned int inherited = node->left->flags & (DT_NF_USERLAND | DT_NF_WRITABLE);

	dt_node_set_type(unit, node, node->left->type);
	if (dt_node_is_pointer(node))
		node->flags |= inherited;
}

/* --- = --- */

static struct dt_node *cook_plain(struct dt_unit *unit, struct dt_node *node)
{
	node->right = dt_cook_enumerator_of(unit, node->left, node->right);
	if (dt_node_is_dynamic(node->right))
		dt_fail(unit, node, D_OP_DYN, "operator = may not be used with a dynamic value");
	if (dt_node_kind_of(node->left) == DT_KIND_ARRAY)
		dt_fail(unit, node, D_OP_ARRFUN, "cannot assign a whole array: \"%s\"",
			dt_node_type_text(unit, node->left));
	if (!dt_node_fits(unit, node->right, node->left->type))
		fail_incompatible(unit, node);
	node->right = dt_convert(unit, node->right, node->left->type);
	dt_cut(unit, node->right);
	finish(unit, node);
	return node;
}

/* --- += and the like --- */

static void scale_pointer(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *target = dt_node_target(unit, node->left);

	if (!target || !dt_size_of(unit, target) ||
	    dt_type_kind(dt_type_resolve(target)) == DT_KIND_FUNCTION)
		dt_fail(unit, node, node->kind == DT_NODE_OP1 ? D_OP_VFPTR : D_OP_INCOMPAT,
			"operator %s requires a pointer to an object: \"%s\"", dt_op_name(node->op),
			dt_node_type_text(unit, node->left));
	node->scale = dt_size_of(unit, target);
}

static bool is_pointer_step(const struct dt_node *node)
{
	return dt_node_kind_of(node->left) == DT_KIND_POINTER &&
	       (node->op == DT_OP_ASSIGN_ADD || node->op == DT_OP_ASSIGN_SUB);
}

static bool is_shift(enum dt_op op)
{
	return op == DT_OP_ASSIGN_SHL || op == DT_OP_ASSIGN_SHR;
}

static void convert_compound(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *type;

	if (is_shift(node->op))
		type = node->left->type;
	else
		type = dt_common_type(unit, node->left->type, node->right->type);
	if (!is_shift(node->op))
		node->right = dt_convert(unit, node->right, type);
	if (dt_type_is_signed(type))
		node->flags |= DT_NF_OP_SIGNED;
}

static struct dt_node *cook_compound(struct dt_unit *unit, struct dt_node *node)
{
	bool division = node->op == DT_OP_ASSIGN_DIV || node->op == DT_OP_ASSIGN_MOD;

	node->right = dt_cook(unit, node->right);
	if (!dt_node_is_integer(node->right) ||
	    !(dt_node_is_integer(node->left) || is_pointer_step(node)))
		dt_fail(unit, node, node->op < DT_OP_ASSIGN_MOD ? D_OP_ARITH : D_OP_INT,
			"operator %s requires operands of %s type: \"%s\" %s \"%s\"",
			dt_op_name(node->op),
			node->op < DT_OP_ASSIGN_MOD ? "arithmetic" : "integral",
			dt_node_type_text(unit, node->left), dt_op_name(node->op),
			dt_node_type_text(unit, node->right));
	if (division && dt_node_is_null(node->right))
		dt_fail(unit, node->right, D_DIV_ZERO, "expression contains division by zero");
	node->scale = 1;
	if (is_pointer_step(node))
		scale_pointer(unit, node);
	else
		convert_compound(unit, node);
	finish(unit, node);
	if (dt_node_is_integer(node) && dt_size_of(unit, node->type) < 8)
		node->flags |= DT_NF_TRUNCATE;
	return node;
}

/* x += 1 with x unknown starts from 0: it makes an int64_t, as counters want. */
static void make_counter(struct dt_unit *unit, struct dt_node *target)
{
	struct dt_node *zero;
	struct dt_node *name = target;

	if (target->kind == DT_NODE_OP1 && target->op == DT_OP_INDEX)
		name = target->left;
	if (!is_unknown(unit, name))
		return;
	zero = dt_cook(unit, dt_node_int(unit, &name->place, 0, dt_intrinsic(unit->hdl, DT_INT64)));
	make_variable(unit, name, name == target ? DT_IDENT_SCALAR : DT_IDENT_ARRAY, zero);
}

/* --- variables that hold what is translated (dt_xlate.c) --- */

/* The variable on the left, when it may hold a pointer that is translated; else NULL. */
static struct dt_ident *pointer_variable(struct dt_unit *unit, const struct dt_node *left)
{
	struct dt_ident *ident;

	if (left->kind == DT_NODE_OP1 && left->op == DT_OP_INDEX)
		left = left->left;
	if (left->kind != DT_NODE_IDENT || strchr(left->string, '`'))
		return NULL;
	ident = dt_find(unit, left);
	if (!ident || !(ident->kind == DT_IDENT_SCALAR || ident->kind == DT_IDENT_ARRAY) ||
	    !(ident->flags & DT_IF_WRITABLE) || !dt_type_is_pointer(ident->type))
		return NULL;
	return ident;
}

/* A variable declared as T * takes its first translation to T as if it had been made by it. */
static void adopt_translator(struct dt_unit *unit, struct dt_ident *ident,
			     const struct dt_node *xlate)
{
	if (ident->xlator || ident->flags & DT_IF_ASSIGNED ||
	    !dt_xlate_gives(unit, xlate, dt_type_reference(dt_type_resolve(ident->type))))
		return;
	ident->type = dt_xlate_input(unit, xlate)->type;
	ident->xlator = xlate->data;
}

/* The value for such a variable: the input of the same translator, or the null pointer. */
static struct dt_node *translated_value(struct dt_unit *unit, struct dt_node *node,
					const struct dt_ident *ident)
{
	struct dt_node *right = node->right;

	if (right->kind == DT_NODE_XLATE && right->data == ident->xlator)
		return dt_xlate_input(unit, right);
	if (right->kind != DT_NODE_XLATE && dt_node_is_null(right))
		return right;
	dt_fail(unit, node, D_OP_DYN,
		"%s holds what another translator translates and takes nothing else", ident->name);
}

struct dt_node *dt_cook_assign(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_ident *translated;

	if (node->left->kind == DT_NODE_AGG)
		dt_fail(unit, node, D_AGG_FUNC,
			"an aggregation can only be assigned by a statement "
			"of its own: @%s = function(…)",
			node->left->string);
	if (node->op == DT_OP_ASSIGN)
		make_unknown(unit, node);
	else
		make_counter(unit, node->left);
	translated = node->op == DT_OP_ASSIGN ? pointer_variable(unit, node->left) : NULL;
	if (translated) {
		node->right = dt_cook(unit, node->right);
		if (node->right->kind == DT_NODE_XLATE)
			adopt_translator(unit, translated, node->right);
	}
	node->left = dt_cook(unit, node->left);
	if (node->left->kind == DT_NODE_XLATE && translated) {
		node->left = node->left->left;
		node->right = translated_value(unit, node, translated);
	}
	if (dt_node_is_dynamic(node->left))
		dt_fail(unit, node, D_OP_DYN, "operator %s may not be used with a dynamic value",
			dt_op_name(node->op));
	check_target(unit, node);
	return node->op == DT_OP_ASSIGN ? cook_plain(unit, node) : cook_compound(unit, node);
}

/* --- ++ and --- */

struct dt_node *dt_cook_step(struct dt_unit *unit, struct dt_node *node)
{
	make_counter(unit, node->left);
	node->left = dt_cook(unit, node->left);
	if (!dt_node_is_scalar(node->left) || dt_node_kind_of(node->left) == DT_KIND_ARRAY)
		dt_fail(unit, node, D_OP_SCALAR,
			"operator %s requires an operand of scalar type, not \"%s\"",
			dt_op_name(node->op), dt_node_type_text(unit, node->left));
	check_target(unit, node);
	node->scale = 1;
	if (dt_node_is_pointer(node->left))
		scale_pointer(unit, node);
	finish(unit, node);
	if (dt_node_is_integer(node) && dt_size_of(unit, node->type) < 8)
		node->flags |= DT_NF_TRUNCATE;
	return node;
}
