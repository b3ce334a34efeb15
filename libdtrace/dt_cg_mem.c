/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Objects in memory: where they are (symbols, pointers, members, elements),
 * loading and storing them, bit-fields included. Offsets are added up at compile time and become
 * one addition. Layout is that of x86: little-endian, loads need no alignment.
 */
#include "dt_cg.h"

/* Parts of a bit-field: one aligned unit, or single bytes when a packed field crosses units. */
struct chunk {
	uint64_t offset;     /* of the unit, in bytes from the struct */
	unsigned int size;   /* bytes of the unit */
	unsigned int shift;  /* where the part begins in the unit */
	unsigned int bits;   /* of the part */
	unsigned int target; /* where the part goes in the value */
};

bool dt_cg_is_memory(const struct dt_node *node)
{
	return node->kind == DT_NODE_SYMBOL || node->kind == DT_NODE_MEMBER ||
	       node->kind == DT_NODE_INDEX ||
	       (node->kind == DT_NODE_OP1 && node->op == DT_OP_DEREF);
}

/* --- places ----------------------------------------------------------------------------------- */

/* What `node` points to or, for an object, where it is itself. */
static struct dt_cg_place base_place(struct dt_cg *cg, const struct dt_node *node)
{
	if (node->flags & DT_NF_REF) {
		if (dt_cg_is_memory(node))
			return dt_cg_place(cg, node);
		if (node->kind == DT_NODE_VAR && !dt_type_is_string(node->type))
			return dt_cg_storage(cg, node);
		if (node->kind == DT_NODE_CAST && (node->left->flags & DT_NF_REF))
			return base_place(cg, node->left);
	}
	if (node->kind == DT_NODE_OP1 && node->op == DT_OP_ADDRESS)
		return dt_cg_place(cg, node->left);
	return (struct dt_cg_place){.base = dt_cg_value(cg, node)};
}

/*
 * The engine has no instruction that faults on purpose; lltostr() refuses base 0 with
 * "illegal operation", which is what an index out of bounds is.
 */
static void check_bound(struct dt_cg *cg, uint32_t index, uint64_t bound)
{
	struct dt_ir *ir = cg->ir;
	uint32_t fine = dt_ir_label(ir);

	dt_ir_emit(ir, DIF_OP_CMP, index, dt_ir_constant(ir, bound), 0);
	dt_ir_branch(ir, DIF_OP_BLU, fine);
	dt_ir_emit(ir, DIF_OP_FLUSHTS, 0, 0, 0);
	dt_ir_emit(ir, DIF_OP_PUSHTV, 0, 0, DT_REG_ZERO);
	dt_ir_emit(ir, DIF_OP_PUSHTV, 0, 0, DT_REG_ZERO);
	dt_ir_wide(ir, DIF_OP_CALL, DIF_SUBR_LLTOSTR, dt_ir_register(ir));
	dt_ir_place(ir, fine);
}

/* The index comes first: it may assign to the very variable whose copy the base is going to be. */
static struct dt_cg_place element_place(struct dt_cg *cg, const struct dt_node *node)
{
	uint64_t scale = node->scale != 0 ? node->scale : 1;
	struct dt_cg_place place;
	uint32_t index;

	if (node->right->kind == DT_NODE_INT &&
	    (node->bound == 0 || node->right->value < node->bound)) {
		place = base_place(cg, node->left);
		place.offset += node->right->value * scale;
		return place;
	}
	index = dt_cg_value(cg, node->right);
	if (node->bound != 0)
		check_bound(cg, index, node->bound);
	index = dt_cg_binary_constant(cg, DIF_OP_MUL, index, scale);
	place = base_place(cg, node->left);
	if (place.index != DT_REG_ZERO)
		index = dt_cg_binary(cg, DIF_OP_ADD, place.index, index);
	place.index = index;
	return place;
}

struct dt_cg_place dt_cg_place(struct dt_cg *cg, const struct dt_node *node)
{
	struct dt_cg_place place = {.base = DT_REG_ZERO};

	switch (node->kind) {
	case DT_NODE_SYMBOL:
		if (node->flags & DT_NF_LINKED)
			place.base = dt_ir_symbol(cg->ir, strrchr(node->string, '`') + 1);
		else if (node->flags & DT_NF_UNRESOLVED)
			dt_cg_fail(cg, node, D_ASRELO,
				   "relocation remains against symbol %s: there is no such symbol, and "
				   "its address is needed", node->string);
		place.offset = node->value;
		break;
	case DT_NODE_MEMBER:
		place = base_place(cg, node->left);
		if (!(node->flags & DT_NF_BITFIELD))
			place.offset += node->bit_offset / 8;
		break;
	case DT_NODE_INDEX:
		place = element_place(cg, node);
		break;
	case DT_NODE_OP1:
		place = base_place(cg, node->left);
		break;
	default:
		place = base_place(cg, node);
	}
	return place;
}

uint32_t dt_cg_address(struct dt_cg *cg, struct dt_cg_place place)
{
	uint32_t address = place.base;

	if (address == DT_REG_ZERO)
		address = place.index;
	else if (place.index != DT_REG_ZERO)
		address = dt_cg_binary(cg, DIF_OP_ADD, address, place.index);
	if (address == DT_REG_ZERO)
		return dt_ir_constant(cg->ir, place.offset);
	return dt_cg_binary_constant(cg, DIF_OP_ADD, address, place.offset);
}

/* --- plain objects ------------------------------------------------------- */

static int load_op(uint64_t size, bool is_signed, bool user)
{
	/* ORDER DIF_OP: signed byte, half, word; unsigned ones; 8 bytes. */
	int first = user ? DIF_OP_ULDSB : DIF_OP_LDSB;

	switch (size) {
	case 1:
		return first + (is_signed ? 0 : 3);
	case 2:
		return first + (is_signed ? 1 : 4);
	case 4:
		return first + (is_signed ? 2 : 5);
	case 8:
		return first + 6;
	}
	return 0;
}

static uint32_t load_unit(struct dt_cg *cg, int op, struct dt_cg_place place)
{
	uint32_t rd = dt_ir_register(cg->ir);

	dt_ir_emit(cg->ir, op, dt_cg_address(cg, place), 0, rd);
	return rd;
}

static int store_op(uint64_t size)
{
	switch (size) {
	case 1:
		return DIF_OP_STB;
	case 2:
		return DIF_OP_STH;
	case 4:
		return DIF_OP_STW;
	case 8:
		return DIF_OP_STX;
	}
	return 0;
}

/* --- bit-fields ---------------------------------------------------------- */

/* The smallest aligned unit that holds the whole field, if there is one. */
static bool one_unit(const struct dt_node *node, struct chunk *chunk)
{
	uint64_t first = node->bit_offset, end = first + node->bit_size;
	unsigned int size;

	for (size = 1; size <= 8; size *= 2) {
		uint64_t unit = first / (8 * size) * (8 * size);

		if (end > unit + 8 * size)
			continue;
		*chunk = (struct chunk){
			.offset = unit / 8,
			.size = size,
			.shift = (unsigned int)(first - unit),
			.bits = node->bit_size,
		};
		return true;
	}
	return false;
}

/* Split a field into at most 9 parts. */
static unsigned int split_field(const struct dt_node *node, struct chunk *chunks)
{
	unsigned int done = 0, n = 0;

	if (one_unit(node, &chunks[0]))
		return 1;
	while (done < node->bit_size) {
		uint64_t at = node->bit_offset + done;
		unsigned int shift = (unsigned int)(at % 8), bits = 8 - shift;

		if (bits > node->bit_size - done)
			bits = node->bit_size - done;
		chunks[n++] = (struct chunk){
			.offset = at / 8,
			.size = 1,
			.shift = shift,
			.bits = bits,
			.target = done,
		};
		done += bits;
	}
	return n;
}

static uint64_t low_mask(unsigned int bits)
{
	return bits >= 64 ? UINT64_MAX : (1ull << bits) - 1;
}

static struct dt_cg_place chunk_place(struct dt_cg_place place, const struct chunk *chunk)
{
	place.offset += chunk->offset;
	return place;
}

static uint32_t load_field(struct dt_cg *cg, const struct dt_node *node, struct dt_cg_place place)
{
	bool user = node->flags & DT_NF_USERLAND;
	uint32_t value = DT_REG_ZERO, part;
	struct chunk chunks[9];
	unsigned int i, n = split_field(node, chunks);

	for (i = 0; i < n; i++) {
		part = load_unit(cg, load_op(chunks[i].size, false, user),
				 chunk_place(place, &chunks[i]));
		part = dt_cg_binary_constant(cg, DIF_OP_SRL, part, chunks[i].shift);
		if (n > 1) {
			part = dt_cg_binary_constant(cg, DIF_OP_AND, part,
						     low_mask(chunks[i].bits));
			part = dt_cg_binary_constant(cg, DIF_OP_SLL, part, chunks[i].target);
		}
		value = i == 0 ? part : dt_cg_binary(cg, DIF_OP_OR, value, part);
	}
	return dt_cg_extend_bits(cg, value, node->bit_size, node->flags & DT_NF_SIGNED);
}

static void store_field(struct dt_cg *cg, const struct dt_node *node, struct dt_cg_place place,
			uint32_t value)
{
	struct chunk chunks[9];
	unsigned int i, n = split_field(node, chunks);

	for (i = 0; i < n; i++) {
		const struct chunk *c = &chunks[i];
		struct dt_cg_place at = chunk_place(place, c);
		uint64_t mask = low_mask(c->bits);
		uint32_t old = load_unit(cg, load_op(c->size, false, false), at);
		uint32_t part = dt_cg_binary_constant(cg, DIF_OP_SRL, value, c->target);

		part = dt_cg_binary_constant(cg, DIF_OP_AND, part, mask);
		part = dt_cg_binary_constant(cg, DIF_OP_SLL, part, c->shift);
		old = dt_cg_binary_constant(cg, DIF_OP_AND, old, ~(mask << c->shift));
		part = dt_cg_binary(cg, DIF_OP_OR, old, part);
		dt_ir_emit(cg->ir, store_op(c->size), part, 0, dt_cg_address(cg, at));
	}
}

/* --- loading and storing ------------------------------------------------- */

/* An object of user space is used where it is only by its members; its whole value is a copy. */
static uint32_t copy_from_user(struct dt_cg *cg, const struct dt_node *node, uint32_t address)
{
	struct dt_ir *ir = cg->ir;
	bool string = dt_type_is_string(node->type);
	uint32_t rd = dt_ir_register(ir);

	dt_ir_emit(ir, DIF_OP_FLUSHTS, 0, 0, 0);
	if (string) {
		dt_ir_emit(ir, DIF_OP_PUSHTV, 0, 0, address);
	} else {
		uint32_t size = dt_ir_constant(ir, dt_cg_size(cg, node));

		dt_ir_emit(ir, DIF_OP_PUSHTV, 0, 0, address);
		dt_ir_emit(ir, DIF_OP_PUSHTV, 0, 0, size);
	}
	dt_ir_wide(ir, DIF_OP_CALL, string ? DIF_SUBR_COPYINSTR : DIF_SUBR_COPYIN, rd);
	return rd;
}

uint32_t dt_cg_load(struct dt_cg *cg, const struct dt_node *node, struct dt_cg_place place)
{
	bool user = node->flags & DT_NF_USERLAND;
	uint32_t address;
	int op;

	if (node->flags & DT_NF_BITFIELD)
		return load_field(cg, node, place);
	if (node->flags & DT_NF_REF) {
		address = dt_cg_address(cg, place);
		return user ? copy_from_user(cg, node, address) : address;
	}
	op = load_op(dt_cg_size(cg, node), node->flags & DT_NF_SIGNED, user);
	if (op == 0) {
		dt_cg_fail(cg, node, D_UNKNOWN, "a value of %llu bytes cannot be loaded",
			   (unsigned long long)dt_cg_size(cg, node));
		return DT_REG_ZERO;
	}
	return load_unit(cg, op, place);
}

static void store_object(struct dt_cg *cg, const struct dt_node *node, uint32_t address,
			 uint32_t value)
{
	uint64_t size = dt_cg_size(cg, node);
	struct dt_ir *ir = cg->ir;

	if (node->flags & DT_NF_REF)
		dt_ir_emit(ir, DIF_OP_COPYS, value, dt_ir_constant(ir, size), address);
	else if (store_op(size) != 0)
		dt_ir_emit(ir, store_op(size), value, 0, address);
	else
		dt_cg_fail(cg, node, D_UNKNOWN, "a value of %llu bytes cannot be stored",
			   (unsigned long long)size);
}

void dt_cg_store(struct dt_cg *cg, const struct dt_node *node, struct dt_cg_place place,
		 uint32_t value)
{
	if (node->flags & DT_NF_BITFIELD)
		store_field(cg, node, place, value);
	else
		store_object(cg, node, dt_cg_address(cg, place), value);
	if (place.owner != NULL)
		dt_cg_store_back(cg, place.owner);
}
