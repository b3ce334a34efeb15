/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Random cooked expressions over all integer types, D variables of all
 * scopes, array elements and memory, and an evaluator that walks the tree and knows nothing of DIF.
 * The memory is 32 bytes, reached through a pointer or as a C array that is a D variable, as the
 * test sets world_memory.
 */
#include <stdlib.h>
#include <string.h>

#include "back_expr.h"

struct dt_type *const world_types[WORLD_TYPES] = {&type_s8,  &type_u8,	&type_s16, &type_u16,
						  &type_s32, &type_u32, &type_s64, &type_u64};
struct dt_ident world_variables[WORLD_SCOPES][WORLD_TYPES];
struct dt_ident world_array = {
	.name = "a",
	.kind = DT_IDENT_ARRAY,
	.id = 0x5f0,
	.type = &type_s32,
};
struct world world;
bool world_fault;
struct dt_node *(*world_memory)(void);

static uint64_t seed;

void world_seed(uint64_t from)
{
	seed = from;
}

static uint32_t pick(uint32_t below)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(seed >> 33) % below;
}

static uint64_t interesting(void)
{
	static const uint64_t values[] = {0,
					  1,
					  2,
					  7,
					  31,
					  0x7f,
					  0x80,
					  0xff,
					  0x7fff,
					  0x8000,
					  0x7fffffff,
					  0x80000000,
					  0xffffffff,
					  UINT64_MAX,
					  (uint64_t)INT64_MIN,
					  0x123456789abcdef0};

	return values[pick(16)];
}

void world_name_variables(void)
{
	unsigned int i, scope;

	for (scope = 0; scope < WORLD_SCOPES; scope++)
		for (i = 0; i < WORLD_TYPES; i++)
			world_variables[scope][i] = (struct dt_ident){.name = "v",
								      .kind = DT_IDENT_SCALAR,
								      .scope = (uint8_t)scope,
								      .id = DIF_VAR_USER_FIRST + i,
								      .type = world_types[i]};
}

void world_start(struct world *start)
{
	unsigned int i, scope;

	for (scope = 0; scope < WORLD_SCOPES; scope++)
		for (i = 0; i < WORLD_TYPES; i++)
			start->scalars[scope][i] = tree_normal(world_types[i], interesting());
	for (i = 0; i < 4; i++) {
		start->elements[i] = tree_normal(&type_s32, interesting());
		start->memory[i] = interesting();
	}
}

/* --- making trees --------------------------------------------------------------------------------
 */

static struct dt_node *make(struct dt_type *type, int depth);

static struct dt_type *any_type(void)
{
	return world_types[pick(WORLD_TYPES)];
}

static int type_number(const struct dt_type *type)
{
	int i;

	for (i = 0; i < WORLD_TYPES && world_types[i] != type; i++)
		;
	return i;
}

static struct dt_node *variable(struct dt_type *type)
{
	return tree_var(&world_variables[pick(WORLD_SCOPES)][type_number(type)]);
}

/* A plain member, an element with a masked index, or a bit-field of the right type. */
static struct dt_node *memory_object(struct dt_type *type)
{
	uint32_t bits;

	switch (pick(3)) {
	case 0:
		return tree_member(type, world_memory(),
				   8 * type->size * pick(32 / (uint32_t)type->size), 0);
	case 1:
		return tree_index(type, world_memory(),
				  tree_binary(DT_OP_AND, &type_u64, make(&type_u64, 1),
					      tree_int(&type_u64, 32 / type->size - 1)),
				  pick(2) ? 32 / type->size : 0);
	default:
		bits = 1 + pick((uint32_t)type->size * 8);
		return tree_member(type, world_memory(), pick(256 - bits), bits);
	}
}

static struct dt_node *place(struct dt_type *type)
{
	switch (pick(3)) {
	case 0:
		return memory_object(type);
	case 1:
		if (type == &type_s32)
			return tree_element(&world_array,
					    tree_binary(DT_OP_AND, &type_u64, make(&type_u64, 1),
							tree_int(&type_u64, 3)));
		/* fall through */
	default:
		return variable(type);
	}
}

static struct dt_node *arithmetic(struct dt_type *type, int depth)
{
	enum dt_op op = DT_OP_ADD + pick(DT_OP_OR - DT_OP_ADD + 1);
	struct dt_node *left = make(type, depth - 1);

	if (op == DT_OP_SHL || op == DT_OP_SHR)
		return tree_binary(op, type, left,
				   tree_int(&type_s32, pick((uint32_t)type->size * 8)));
	return tree_binary(op, type, left, make(type, depth - 1));
}

static struct dt_node *truth(int depth)
{
	struct dt_type *type = any_type();
	struct dt_node *left = make(type, depth - 1);

	switch (pick(4)) {
	case 0:
		return tree_unary(DT_OP_NOT, &type_s32, left);
	case 1:
		return tree_binary(DT_OP_LAND + pick(3), &type_s32, left,
				   make(any_type(), depth - 1));
	default:
		return tree_binary(DT_OP_LT + pick(6), &type_s32, left, make(type, depth - 1));
	}
}

static struct dt_node *assignment(struct dt_type *type, int depth)
{
	struct dt_node *left = place(type), *node;
	enum dt_op op = DT_OP_ASSIGN + pick(DT_OP_ASSIGN_OR - DT_OP_ASSIGN + 1);

	if (pick(3) == 0)
		return tree_unary(DT_OP_PRE_INC + pick(4), type, left);
	if (op == DT_OP_ASSIGN_SHL || op == DT_OP_ASSIGN_SHR)
		node = tree_binary(op, type, left,
				   tree_int(&type_s32, pick((uint32_t)type->size * 8)));
	else
		node = tree_binary(op, type, left, make(type, depth - 1));
	return node;
}

static struct dt_node *make(struct dt_type *type, int depth)
{
	if (depth <= 0)
		return pick(2) ? tree_int(type, interesting()) : variable(type);
	switch (pick(10)) {
	case 0:
		return place(type);
	case 1:
		return tree_cast(type, make(any_type(), depth - 1));
	case 2:
		return tree_choice(make(any_type(), depth - 1), make(type, depth - 1),
				   make(type, depth - 1));
	case 3:
		return assignment(type, depth);
	case 4:
		return tree_unary(pick(2) ? DT_OP_NEGATE : DT_OP_COMPLEMENT, type,
				  make(type, depth - 1));
	case 5:
		return tree_cast(type, truth(depth));
	case 6:
		return tree_binary(DT_OP_COMMA, type, make(any_type(), depth - 1),
				   make(type, depth - 1));
	default:
		return arithmetic(type, depth);
	}
}

/* --- evaluating them ----------------------------------------------------- */

static uint64_t eval(const struct dt_node *node);

static uint64_t get_bits(uint64_t first, uint32_t bits)
{
	uint64_t value = 0, i;

	for (i = 0; i < bits; i++)
		value |= ((world.memory[(first + i) / 64] >> ((first + i) % 64)) & 1) << i;
	return value;
}

static void set_bits(uint64_t first, uint32_t bits, uint64_t value)
{
	uint64_t i;

	for (i = 0; i < bits; i++) {
		uint64_t *word = &world.memory[(first + i) / 64], bit = 1ull << ((first + i) % 64);

		*word = (value >> i) & 1 ? *word | bit : *word & ~bit;
	}
}

/* Where an lvalue is: a scalar word, or bits of memory. */
struct location {
	uint64_t *word;
	uint64_t first;
	uint32_t bits;
};

static struct location locate(const struct dt_node *node)
{
	struct location at = {.bits = node->bit_size != 0 ? node->bit_size
							  : (uint32_t)node->type->size * 8};

	if (node->kind == DT_NODE_VAR && node->ident == &world_array)
		at.word = &world.elements[eval(node->args)];
	else if (node->kind == DT_NODE_VAR)
		at.word = &world.scalars[node->ident->scope][type_number(node->type)];
	else if (node->kind == DT_NODE_MEMBER)
		at.first = node->bit_offset;
	else
		at.first = eval(node->right) * node->scale * 8;
	return at;
}

static uint64_t read_place(const struct dt_node *node, const struct location *at)
{
	uint64_t value;
	unsigned int unused = 64 - at->bits;

	if (at->word != NULL)
		return *at->word;
	value = get_bits(at->first, at->bits) << unused;
	return node->type->is_signed ? (uint64_t)((int64_t)value >> unused) : value >> unused;
}

static uint64_t write_place(const struct dt_node *node, const struct location *at, uint64_t value)
{
	if (world_fault)
		return 0;
	if (at->word != NULL)
		return *at->word = value;
	set_bits(at->first, at->bits, value);
	return read_place(node, at);
}

static uint64_t divide(enum dt_op op, bool is_signed, uint64_t a, uint64_t b)
{
	if (b == 0) {
		world_fault = true;
		return 0;
	}
	if (is_signed && b == UINT64_MAX)
		return op == DT_OP_DIV ? 0 - a : 0;
	if (is_signed)
		return (uint64_t)(op == DT_OP_DIV ? (int64_t)a / (int64_t)b
						  : (int64_t)a % (int64_t)b);
	return op == DT_OP_DIV ? a / b : a % b;
}

static uint64_t calculate(enum dt_op op, const struct dt_type *type, uint64_t a, uint64_t b)
{
	uint64_t value = 0;

	switch (op) {
	case DT_OP_ADD:
		value = a + b;
		break;
	case DT_OP_SUB:
		value = a - b;
		break;
	case DT_OP_MUL:
		value = a * b;
		break;
	case DT_OP_DIV:
	case DT_OP_MOD:
		value = divide(op, type->is_signed, a, b);
		break;
	case DT_OP_SHL:
		value = a << b;
		break;
	case DT_OP_SHR:
		value = type->is_signed ? (uint64_t)((int64_t)a >> b) : a >> b;
		break;
	case DT_OP_AND:
		value = a & b;
		break;
	case DT_OP_XOR:
		value = a ^ b;
		break;
	default:
		value = a | b;
	}
	return tree_normal(type, value);
}

static bool compare(const struct dt_node *node, uint64_t a, uint64_t b)
{
	bool is_signed = node->left->type->is_signed;
	bool less = is_signed ? (int64_t)a < (int64_t)b : a < b;

	switch (node->op) {
	case DT_OP_LT:
		return less;
	case DT_OP_LE:
		return less || a == b;
	case DT_OP_GT:
		return !less && a != b;
	case DT_OP_GE:
		return !less;
	case DT_OP_EQ:
		return a == b;
	default:
		return a != b;
	}
}

static uint64_t eval_assignment(const struct dt_node *node)
{
	struct location at;
	uint64_t value, old;

	if (node->op == DT_OP_ASSIGN) {
		value = eval(node->right);
		if (world_fault)
			return 0;
		at = locate(node->left);
		return write_place(node->left, &at, value);
	}
	at = locate(node->left);
	old = read_place(node->left, &at);
	value = eval(node->right);
	return write_place(node->left, &at,
			   calculate(dt_op_of_assignment(node->op), node->type, old, value));
}

static uint64_t eval_step(const struct dt_node *node)
{
	bool up = node->op == DT_OP_PRE_INC || node->op == DT_OP_POST_INC;
	bool after = node->op == DT_OP_POST_INC || node->op == DT_OP_POST_DEC;
	struct location at = locate(node->left);
	uint64_t old = read_place(node->left, &at);
	uint64_t value =
		write_place(node->left, &at, tree_normal(node->type, up ? old + 1 : old - 1));

	return after ? old : value;
}

static uint64_t eval_binary(const struct dt_node *node)
{
	uint64_t a, b;

	if (dt_op_is_assignment(node->op))
		return eval_assignment(node);
	a = eval(node->left);
	if (world_fault)
		return 0;
	if (node->op == DT_OP_LAND)
		return a && eval(node->right);
	if (node->op == DT_OP_LOR)
		return a || eval(node->right);
	b = eval(node->right);
	if (node->op == DT_OP_LXOR)
		return !a != !b;
	if (node->op == DT_OP_COMMA)
		return b;
	if (dt_op_is_comparison(node->op))
		return compare(node, a, b);
	return world_fault ? 0 : calculate(node->op, node->type, a, b);
}

static uint64_t eval_unary(const struct dt_node *node)
{
	uint64_t a;

	if (node->op >= DT_OP_PRE_INC)
		return eval_step(node);
	a = eval(node->left);
	if (node->op == DT_OP_NOT)
		return !a;
	return tree_normal(node->type, node->op == DT_OP_NEGATE ? 0 - a : ~a);
}

static uint64_t eval(const struct dt_node *node)
{
	struct location at;
	uint64_t condition;

	if (world_fault)
		return 0;
	switch (node->kind) {
	case DT_NODE_INT:
		return node->value;
	case DT_NODE_CAST:
		return tree_normal(node->type, eval(node->left));
	case DT_NODE_OP1:
		return eval_unary(node);
	case DT_NODE_OP2:
		return eval_binary(node);
	case DT_NODE_OP3:
		condition = eval(node->condition);
		return world_fault ? 0 : eval(condition ? node->left : node->right);
	default:
		at = locate(node);
		return world_fault ? 0 : read_place(node, &at);
	}
}

struct dt_node *world_expression(int depth)
{
	return make(any_type(), depth);
}

uint64_t world_evaluate(const struct dt_node *node)
{
	world_fault = false;
	return eval(node);
}
