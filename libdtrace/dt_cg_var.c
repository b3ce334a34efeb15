/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * D variables and everything that can be assigned.
 *
 * An associative array's keys are evaluated into registers first and pushed right before the
 * access, so keys may hold calls and other arrays; for ++ and compound assignment they are
 * evaluated once and pushed twice. Assigning by reference (strings, structs) passes the address,
 * the engine copies.
 */
#include "dt_cg.h"
#include "dt_ident.h"

/* Something assignable, with its address or keys evaluated. */
struct target {
	const struct dt_node *node;
	bool memory;
	struct dt_cg_place place;      /* memory */
	uint32_t keys[DIF_TUPLE_REGS]; /* associative array */
};

struct dif_type dt_cg_dif_type(struct dt_cg *cg, struct dt_type *type)
{
	struct dt_type *resolved = dt_type_resolve(type);
	struct dif_type dif = {.kind = DIF_KIND_CTF, .ckind = (uint8_t)dt_type_kind(resolved)};

	dif.size = (uint32_t)dt_type_size(cg->hdl, resolved);
	if (dt_type_is_string(resolved)) {
		dif.kind = DIF_KIND_STRING;
		dif.flags = DIF_TYPE_BYREF;
	} else if (dt_type_is_aggregate(resolved) || dif.ckind == DT_KIND_ARRAY ||
		   dif.ckind == DT_KIND_FLOAT) {
		dif.flags = DIF_TYPE_BYREF;
	} else if (dt_type_is_integer(resolved) && dt_type_is_signed(resolved)) {
		dif.flags = DIF_TYPE_SIGNED;
	}
	return dif;
}

static bool is_associative(const struct dt_node *node)
{
	return node->ident->kind == DT_IDENT_ARRAY && node->ident->id >= DIF_VAR_ARRAY_USER_FIRST;
}

static bool is_builtin(const struct dt_ident *ident)
{
	return ident->id < DIF_VAR_USER_FIRST;
}

/* Tell the variable table about it. */
static void declare(struct dt_cg *cg, const struct dt_node *node)
{
	const struct dt_ident *ident = node->ident;
	struct dt_ir_variable variable = {
		.name = ident->name,
		.id = ident->id,
		.kind = is_associative(node) ? DIF_VAR_ARRAY : DIF_VAR_SCALAR,
		.scope = ident->scope,
	};

	if (is_builtin(ident))
		return;
	variable.type = dt_cg_dif_type(cg, ident->type != NULL ? ident->type : node->type);
	if (variable.type.kind == DIF_KIND_CTF && variable.type.size > DTRACE_STATIC_MAX)
		dt_cg_fail(cg, node, D_DECL_ARRBIG,
			   "variable %s is too large: %u bytes, the limit is %u", ident->name,
			   variable.type.size, DTRACE_STATIC_MAX);
	if (variable.type.kind == DIF_KIND_CTF && (variable.type.flags & DIF_TYPE_BYREF) &&
	    ident->scope != DIF_SCOPE_THREAD && variable.kind == DIF_VAR_SCALAR)
		variable.type.flags |= DIF_TYPE_STORAGE;
	dt_ir_variable(cg->ir, &variable);
}

static int load_op(const struct dt_node *node)
{
	static const int scalar[] = {DIF_OP_LDGS, DIF_OP_LDTS, DIF_OP_LDLS};

	if (is_associative(node))
		return node->ident->scope == DIF_SCOPE_THREAD ? DIF_OP_LDTAA : DIF_OP_LDGAA;
	return scalar[node->ident->scope];
}

static int store_op(const struct dt_node *node)
{
	static const int scalar[] = {DIF_OP_STGS, DIF_OP_STTS, DIF_OP_STLS};

	if (is_associative(node))
		return node->ident->scope == DIF_SCOPE_THREAD ? DIF_OP_STTAA : DIF_OP_STGAA;
	return scalar[node->ident->scope];
}

static void evaluate_keys(struct dt_cg *cg, const struct dt_node *node, uint32_t *keys)
{
	unsigned int n = 0, limit = dt_cg_tuple_limit(cg);
	const struct dt_node *key;

	if (!is_associative(node))
		return;
	for (key = node->args; key != NULL; key = key->next) {
		if (n == limit) {
			dt_cg_fail(cg, node, D_NOREG, "array %s[] has more than %u keys",
				   node->ident->name, limit);
			return;
		}
		keys[n++] = dt_cg_value(cg, key);
	}
}

static uint32_t load_variable(struct dt_cg *cg, const struct dt_node *node, const uint32_t *keys)
{
	uint32_t rd = dt_ir_register(cg->ir);

	declare(cg, node);
	if (is_associative(node))
		dt_cg_push(cg, node->args, keys);
	dt_ir_wide(cg->ir, load_op(node), node->ident->id, rd);
	return rd;
}

static void store_variable(struct dt_cg *cg, const struct dt_node *node, const uint32_t *keys,
			   uint32_t value)
{
	declare(cg, node);
	if (is_associative(node))
		dt_cg_push(cg, node->args, keys);
	dt_ir_wide(cg->ir, store_op(node), node->ident->id, value);
}

/* args[n], uregs[n]: the raw register may hold more than the type. */
static uint32_t builtin_element(struct dt_cg *cg, const struct dt_node *node)
{
	uint32_t index = dt_cg_value(cg, node->args), rd = dt_ir_register(cg->ir);

	dt_ir_emit(cg->ir, DIF_OP_LDGA, 0, index, rd)->index = node->ident->id;
	if (node->flags & DT_NF_REF)
		return rd;
	return dt_cg_extend(cg, rd, dt_cg_size(cg, node), node->flags & DT_NF_SIGNED);
}

uint32_t dt_cg_variable(struct dt_cg *cg, const struct dt_node *node)
{
	uint32_t keys[DIF_TUPLE_REGS] = {0};

	if (node->ident->kind == DT_IDENT_ARRAY && !is_associative(node))
		return builtin_element(cg, node);
	evaluate_keys(cg, node, keys);
	return load_variable(cg, node, keys);
}

/* --- storage of structs and C arrays ------------------------------------- */

/*
 * Globals and this-> variables have storage that st* may write. What the engine gives for a self->
 * variable or an array element is a copy of the value; zeros in scratch stand for one that was
 * never assigned.
 */
static void load_copy(struct dt_cg *cg, const struct dt_cg_owner *owner)
{
	struct dt_ir *ir = cg->ir;
	uint32_t found = dt_ir_label(ir), zeros = dt_ir_register(ir);
	uint32_t size;

	dt_ir_emit(ir, DIF_OP_MOV, load_variable(cg, owner->node, owner->keys), 0, owner->copy);
	dt_ir_emit(ir, DIF_OP_TST, owner->copy, 0, 0);
	dt_ir_branch(ir, DIF_OP_BNE, found);
	size = dt_ir_constant(ir, dt_cg_size(cg, owner->node));
	dt_ir_emit(ir, DIF_OP_ALLOCS, size, 0, zeros);
	dt_ir_emit(ir, DIF_OP_MOV, zeros, 0, owner->copy);
	dt_ir_place(ir, found);
}

static struct dt_cg_owner *make_owner(struct dt_cg *cg, const struct dt_node *node)
{
	struct dt_cg_owner *owner = dt_ir_alloc(cg->ir, sizeof(*owner));

	if (owner == NULL)
		return NULL;
	owner->node = node;
	owner->copy = dt_ir_register(cg->ir);
	evaluate_keys(cg, node, owner->keys);
	load_copy(cg, owner);
	return owner;
}

struct dt_cg_place dt_cg_storage(struct dt_cg *cg, const struct dt_node *node)
{
	struct dt_cg_place place = {.base = DT_REG_ZERO};

	if (is_builtin(node->ident) ||
	    (node->ident->scope != DIF_SCOPE_THREAD && !is_associative(node))) {
		place.base = dt_cg_variable(cg, node);
		return place;
	}
	place.owner = make_owner(cg, node);
	if (place.owner != NULL)
		place.base = place.owner->copy;
	return place;
}

void dt_cg_store_back(struct dt_cg *cg, const struct dt_cg_owner *owner)
{
	store_variable(cg, owner->node, owner->keys, owner->copy);
}

/* --- assignment ---------------------------------------------------------- */

static struct target prepare(struct dt_cg *cg, const struct dt_node *node)
{
	struct target target = {.node = node, .memory = dt_cg_is_memory(node)};

	if (target.memory)
		target.place = dt_cg_place(cg, node);
	else if (node->kind == DT_NODE_VAR)
		evaluate_keys(cg, node, target.keys);
	else
		dt_cg_fail(cg, node, D_UNKNOWN, "cannot assign to this expression");
	return target;
}

static uint32_t load_target(struct dt_cg *cg, const struct target *target)
{
	if (target->memory)
		return dt_cg_load(cg, target->node, target->place);
	return load_variable(cg, target->node, target->keys);
}

/* Returns the value as a load would give it. */
static uint32_t store_target(struct dt_cg *cg, const struct target *target, uint32_t value)
{
	const struct dt_node *node = target->node;

	if (!target->memory) {
		store_variable(cg, node, target->keys, value);
		return value;
	}
	dt_cg_store(cg, node, target->place, value);
	if (node->flags & DT_NF_BITFIELD)
		return dt_cg_extend_bits(cg, value, node->bit_size, node->flags & DT_NF_SIGNED);
	return value;
}

static uint32_t extend_target(struct dt_cg *cg, const struct dt_node *node, uint32_t value)
{
	return dt_cg_extend(cg, value, dt_cg_size(cg, node), node->flags & DT_NF_SIGNED);
}

static bool assigns(const struct dt_node *node)
{
	const struct dt_node *argument;

	if (node == NULL)
		return false;
	if ((node->kind == DT_NODE_OP2 && dt_op_is_assignment(node->op)) ||
	    (node->kind == DT_NODE_OP1 && node->op >= DT_OP_PRE_INC && node->op <= DT_OP_POST_DEC))
		return true;
	for (argument = node->args; argument != NULL; argument = argument->next)
		if (assigns(argument))
			return true;
	return assigns(node->left) || assigns(node->right) || assigns(node->condition);
}

/* int /= unsigned divides what the signed value is as an unsigned one. */
static uint32_t as_operand(struct dt_cg *cg, const struct dt_node *node, uint32_t value)
{
	bool division = node->op == DT_OP_ASSIGN_DIV || node->op == DT_OP_ASSIGN_MOD;

	if (!division || node->flags & DT_NF_OP_SIGNED || !(node->left->flags & DT_NF_SIGNED))
		return value;
	return dt_cg_extend(cg, value, dt_cg_size(cg, node->right), false);
}

/* left op= right, left evaluated once. */
static uint32_t assign_compound(struct dt_cg *cg, const struct dt_node *node)
{
	struct target target = prepare(cg, node->left);
	uint32_t old = load_target(cg, &target), value = dt_cg_value(cg, node->right);

	/* What the right side changed in the same variable must not be undone by storing the copy
	 * back. */
	if (target.memory && target.place.owner != NULL && assigns(node->right))
		load_copy(cg, target.place.owner);
	old = as_operand(cg, node, old);
	value = dt_cg_arithmetic(cg, node, dt_op_of_assignment(node->op), old, value);
	return store_target(cg, &target, extend_target(cg, node->left, value));
}

uint32_t dt_cg_assign(struct dt_cg *cg, const struct dt_node *node)
{
	struct target target;
	uint32_t value;

	if (node->left->kind != DT_NODE_VAR && !dt_cg_is_memory(node->left)) {
		dt_cg_fail(cg, node, D_UNKNOWN, "cannot assign to this expression");
		return DT_REG_ZERO;
	}
	if (node->op != DT_OP_ASSIGN)
		return assign_compound(cg, node);
	value = dt_cg_value(cg, node->right);
	target = prepare(cg, node->left);
	return store_target(cg, &target, value);
}

uint32_t dt_cg_step(struct dt_cg *cg, const struct dt_node *node)
{
	bool up = node->op == DT_OP_PRE_INC || node->op == DT_OP_POST_INC;
	bool after = node->op == DT_OP_POST_INC || node->op == DT_OP_POST_DEC;
	struct target target = prepare(cg, node->left);
	uint32_t old = load_target(cg, &target), value;

	value = dt_cg_binary_constant(cg, up ? DIF_OP_ADD : DIF_OP_SUB, old,
				      node->scale != 0 ? node->scale : 1);
	value = extend_target(cg, node->left, value);
	value = store_target(cg, &target, value);
	return after ? old : value;
}
