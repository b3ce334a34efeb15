/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Operators, conditions, calls and casts.
 *
 * Arithmetic is 64 bits wide; a node marked TRUNCATE is extended from its type's size afterwards.
 * An operand of which only the low bits matter is computed without that ("low"), so a chain of
 * additions is extended once, at its end. Conditions become branches directly; 0 and 1 are made
 * only where a value is wanted.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "dt_cg.h"
#include "dt_ident.h"

void dt_cg_fail(struct dt_cg *cg, const struct dt_node *node, enum dt_errtag tag,
		const char *format, ...)
{
	va_list arguments;

	if (cg->failed_at)
		return;
	cg->failed_at = node;
	cg->tag = tag;
	va_start(arguments, format);
	vsnprintf(cg->message, sizeof(cg->message), format, arguments);
	va_end(arguments);
}

uint64_t dt_cg_size(struct dt_cg *cg, const struct dt_node *node)
{
	return dt_type_size(cg->hdl, node->type);
}

uint32_t dt_cg_binary(struct dt_cg *cg, int op, uint32_t left, uint32_t right)
{
	uint32_t rd = dt_ir_register(cg->ir);

	dt_ir_emit(cg->ir, op, left, right, rd);
	return rd;
}

/* x * 1, x + 0 and shifts by 0 cost nothing. */
uint32_t dt_cg_binary_constant(struct dt_cg *cg, int op, uint32_t left, uint64_t right)
{
	if (right == (op == DIF_OP_MUL ? 1 : 0) && op != DIF_OP_AND)
		return left;
	return dt_cg_binary(cg, op, left, dt_ir_constant(cg->ir, right));
}

uint32_t dt_cg_extend_bits(struct dt_cg *cg, uint32_t reg, unsigned int bits, bool is_signed)
{
	if (bits >= 64 || reg == DT_REG_ZERO)
		return reg;
	if (!is_signed)
		return dt_cg_binary_constant(cg, DIF_OP_AND, reg, (1ull << bits) - 1);
	reg = dt_cg_binary_constant(cg, DIF_OP_SLL, reg, 64 - bits);
	return dt_cg_binary_constant(cg, DIF_OP_SRA, reg, 64 - bits);
}

uint32_t dt_cg_extend(struct dt_cg *cg, uint32_t reg, uint64_t size, bool is_signed)
{
	if (size == 0 || size >= 8)
		return reg;
	return dt_cg_extend_bits(cg, reg, (unsigned int)size * 8, is_signed);
}

static uint32_t extend_node(struct dt_cg *cg, const struct dt_node *node, uint32_t reg)
{
	return dt_cg_extend(cg, reg, dt_cg_size(cg, node), node->flags & DT_NF_SIGNED);
}

/* --- calls --------------------------------------------------------------- */

static void push_one(struct dt_cg *cg, const struct dt_node *node, uint32_t value)
{
	struct dt_ir *ir = cg->ir;

	if (!(node->flags & DT_NF_REF))
		dt_ir_emit(ir, DIF_OP_PUSHTV, 0, 0, value);
	else if (dt_type_is_string(node->type))
		dt_ir_emit(ir, DIF_OP_PUSHTR, 0, DT_REG_ZERO, value)->index = DIF_KIND_STRING;
	else
		dt_ir_emit(ir, DIF_OP_PUSHTR, 0, dt_ir_constant(ir, dt_cg_size(cg, node)), value)
			->index = DIF_KIND_CTF;
}

unsigned int dt_cg_tuple_limit(const struct dt_cg *cg)
{
	unsigned int limit = cg->hdl->compile.max_tuples;

	return limit == 0 || limit > DIF_TUPLE_REGS ? DIF_TUPLE_REGS : limit;
}

void dt_cg_push(struct dt_cg *cg, const struct dt_node *list, const uint32_t *values)
{
	/* More than the limit are an error that is on record already. */
	unsigned int n, limit = dt_cg_tuple_limit(cg);

	dt_ir_emit(cg->ir, DIF_OP_FLUSHTS, 0, 0, 0);
	for (n = 0; list != NULL && n < limit; list = list->next, n++)
		push_one(cg, list, values[n]);
}

uint32_t dt_cg_call(struct dt_cg *cg, const struct dt_node *list, const uint32_t *values,
		    uint32_t subroutine)
{
	uint32_t rd = dt_ir_register(cg->ir);

	dt_cg_push(cg, list, values);
	dt_ir_wide(cg->ir, DIF_OP_CALL, subroutine, rd);
	return rd;
}

static uint32_t cg_call(struct dt_cg *cg, const struct dt_node *node)
{
	uint32_t values[DIF_TUPLE_REGS], rd;
	unsigned int n = 0, limit = dt_cg_tuple_limit(cg);
	const struct dt_node *argument;

	for (argument = node->args; argument != NULL; argument = argument->next) {
		if (n == limit) {
			dt_cg_fail(cg, node, D_NOREG, "%s() has more than %u arguments",
				   node->function->name, limit);
			return DT_REG_ZERO;
		}
		values[n++] = dt_cg_value(cg, argument);
	}
	rd = dt_cg_call(cg, node->args, values, node->function->id);
	return node->flags & DT_NF_REF ? rd : extend_node(cg, node, rd);
}

/* --- conditions ---------------------------------------------------------- */

/* The branch for a comparison whose outcome shall be `when`. */
static int comparison_branch(const struct dt_node *node, bool when)
{
	/* ORDER OP, from DT_OP_LT: signed, its opposite, unsigned, its opposite */
	static const uint8_t branches[][4] = {
		{DIF_OP_BL, DIF_OP_BGE, DIF_OP_BLU, DIF_OP_BGEU},
		{DIF_OP_BLE, DIF_OP_BG, DIF_OP_BLEU, DIF_OP_BGU},
		{DIF_OP_BG, DIF_OP_BLE, DIF_OP_BGU, DIF_OP_BLEU},
		{DIF_OP_BGE, DIF_OP_BL, DIF_OP_BGEU, DIF_OP_BLU},
		{DIF_OP_BE, DIF_OP_BNE, DIF_OP_BE, DIF_OP_BNE},
		{DIF_OP_BNE, DIF_OP_BE, DIF_OP_BNE, DIF_OP_BE},
	};
	/* scmp leaves the sign of the comparison, as a signed one does. */
	bool is_signed = node->flags & (DT_NF_OP_SIGNED | DT_NF_OP_STRING);

	return branches[node->op - DT_OP_LT][(is_signed ? 0 : 2) + (when ? 0 : 1)];
}

static bool is_comparison(const struct dt_node *node)
{
	return node->kind == DT_NODE_OP2 && dt_op_is_comparison(node->op);
}

static void emit_compare(struct dt_cg *cg, const struct dt_node *node, uint32_t left,
			 uint32_t right)
{
	dt_ir_emit(cg->ir, node->flags & DT_NF_OP_STRING ? DIF_OP_SCMP : DIF_OP_CMP, left, right,
		   0);
}

static void branch_logical(struct dt_cg *cg, const struct dt_node *node, uint32_t label, bool when)
{
	/* The truth of left that decides alone: false for &&, true for ||. */
	bool decides = node->op == DT_OP_LOR;
	uint32_t skip = dt_ir_label(cg->ir);

	dt_cg_branch(cg, node->left, decides == when ? label : skip, decides);
	dt_cg_branch(cg, node->right, label, when);
	dt_ir_place(cg->ir, skip);
}

void dt_cg_branch(struct dt_cg *cg, const struct dt_node *node, uint32_t label, bool when)
{
	uint32_t left, right;

	if (is_comparison(node)) {
		left = dt_cg_value(cg, node->left);
		right = dt_cg_value(cg, node->right);
		emit_compare(cg, node, left, right);
		dt_ir_branch(cg->ir, comparison_branch(node, when), label);
	} else if (node->kind == DT_NODE_OP1 && node->op == DT_OP_NOT) {
		dt_cg_branch(cg, node->left, label, !when);
	} else if (node->kind == DT_NODE_OP2 && (node->op == DT_OP_LAND || node->op == DT_OP_LOR)) {
		branch_logical(cg, node, label, when);
	} else {
		dt_ir_emit(cg->ir, DIF_OP_TST, dt_cg_value(cg, node), 0, 0);
		dt_ir_branch(cg->ir, when ? DIF_OP_BNE : DIF_OP_BE, label);
	}
}

/* A condition as 0 or 1. */
static uint32_t truth(struct dt_cg *cg, const struct dt_node *node)
{
	struct dt_ir *ir = cg->ir;
	uint32_t rd = dt_ir_register(ir), is_true = dt_ir_label(ir), end = dt_ir_label(ir);

	dt_cg_branch(cg, node, is_true, true);
	dt_ir_set(ir, 0, rd);
	dt_ir_branch(ir, DIF_OP_BA, end);
	dt_ir_place(ir, is_true);
	dt_ir_set(ir, 1, rd);
	dt_ir_place(ir, end);
	return rd;
}

static uint32_t cg_conditional(struct dt_cg *cg, const struct dt_node *node)
{
	struct dt_ir *ir = cg->ir;
	uint32_t rd = dt_ir_register(ir), otherwise = dt_ir_label(ir), end = dt_ir_label(ir);

	dt_cg_branch(cg, node->condition, otherwise, false);
	dt_ir_emit(ir, DIF_OP_MOV, dt_cg_value(cg, node->left), 0, rd);
	dt_ir_branch(ir, DIF_OP_BA, end);
	dt_ir_place(ir, otherwise);
	dt_ir_emit(ir, DIF_OP_MOV, dt_cg_value(cg, node->right), 0, rd);
	dt_ir_place(ir, end);
	return rd;
}

/* --- arithmetic ---------------------------------------------------------- */

static int arithmetic_op(enum dt_op op, bool is_signed)
{
	switch (op) {
	case DT_OP_ADD:
		return DIF_OP_ADD;
	case DT_OP_SUB:
		return DIF_OP_SUB;
	case DT_OP_MUL:
		return DIF_OP_MUL;
	case DT_OP_DIV:
		return is_signed ? DIF_OP_SDIV : DIF_OP_UDIV;
	case DT_OP_MOD:
		return is_signed ? DIF_OP_SREM : DIF_OP_UREM;
	case DT_OP_SHL:
		return DIF_OP_SLL;
	case DT_OP_SHR:
		return is_signed ? DIF_OP_SRA : DIF_OP_SRL;
	case DT_OP_AND:
		return DIF_OP_AND;
	case DT_OP_XOR:
		return DIF_OP_XOR;
	case DT_OP_OR:
		return DIF_OP_OR;
	default:
		return 0;
	}
}

/* Does the node's value point at something (so that + and - scale)? */
static bool points(const struct dt_node *node)
{
	return dt_type_is_pointer(node->type) || (node->flags & DT_NF_REF);
}

uint32_t dt_cg_arithmetic(struct dt_cg *cg, const struct dt_node *node, enum dt_op op,
			  uint32_t left, uint32_t right)
{
	uint64_t scale = node->scale != 0 ? node->scale : 1;
	uint32_t rd;

	if ((op == DT_OP_ADD || op == DT_OP_SUB) && !points(node->right))
		right = dt_cg_binary_constant(cg, DIF_OP_MUL, right, scale);
	rd = dt_cg_binary(cg, arithmetic_op(op, node->flags & DT_NF_OP_SIGNED), left, right);
	if (op == DT_OP_SUB && points(node->right) && scale != 1)
		rd = dt_cg_binary(cg, DIF_OP_SDIV, rd, dt_ir_constant(cg->ir, scale));
	return rd;
}

/* The low bits of the result depend on the low bits of the operands alone. */
static bool is_low(enum dt_op op)
{
	return op == DT_OP_ADD || op == DT_OP_SUB || op == DT_OP_MUL || op == DT_OP_AND ||
	       op == DT_OP_XOR || op == DT_OP_OR || op == DT_OP_SHL || op == DT_OP_NEGATE ||
	       op == DT_OP_COMPLEMENT;
}

/* INT_MIN / -1 is the one quotient that leaves its type. */
static bool is_truncated(const struct dt_node *node)
{
	return (node->flags & DT_NF_TRUNCATE) ||
	       (node->op == DT_OP_DIV && (node->flags & DT_NF_OP_SIGNED));
}

/* How many bytes of this operation's result anybody looks at. */
static uint64_t result_size(struct dt_cg *cg, const struct dt_node *node)
{
	return is_truncated(node) ? dt_cg_size(cg, node) : 8;
}

static uint32_t raw_binary(struct dt_cg *cg, const struct dt_node *node, uint64_t size)
{
	uint32_t left, right;

	if (!is_low(node->op))
		size = 8;
	left = dt_cg_low(cg, node->left, size);
	right = dt_cg_low(cg, node->right, node->op == DT_OP_SHL ? 8 : size);
	return dt_cg_arithmetic(cg, node, node->op, left, right);
}

static uint32_t raw_unary(struct dt_cg *cg, const struct dt_node *node, uint64_t size)
{
	uint32_t value = dt_cg_low(cg, node->left, size), rd;

	if (node->op == DT_OP_NEGATE)
		return dt_cg_binary(cg, DIF_OP_SUB, DT_REG_ZERO, value);
	rd = dt_ir_register(cg->ir);
	dt_ir_emit(cg->ir, DIF_OP_NOT, value, 0, rd);
	return rd;
}

static bool is_arithmetic(const struct dt_node *node)
{
	if (node->kind == DT_NODE_OP2)
		return node->op >= DT_OP_ADD && node->op <= DT_OP_OR;
	return node->kind == DT_NODE_OP1 &&
	       (node->op == DT_OP_NEGATE || node->op == DT_OP_COMPLEMENT);
}

static uint32_t raw_arithmetic(struct dt_cg *cg, const struct dt_node *node, uint64_t size)
{
	return node->kind == DT_NODE_OP2 ? raw_binary(cg, node, size) : raw_unary(cg, node, size);
}

static bool is_integer_cast(const struct dt_node *node)
{
	return node->kind == DT_NODE_CAST && dt_type_is_integer(node->type) &&
	       dt_type_is_integer(node->left->type) && !dt_type_is_bool(node->type);
}

uint32_t dt_cg_low(struct dt_cg *cg, const struct dt_node *node, uint64_t size)
{
	if (size < 8 && dt_cg_size(cg, node) >= size) {
		if (is_arithmetic(node) && is_truncated(node))
			return raw_arithmetic(cg, node, size);
		if (is_integer_cast(node) && dt_cg_size(cg, node->left) >= size)
			return dt_cg_low(cg, node->left, size);
	}
	return dt_cg_value(cg, node);
}

static uint32_t cg_arithmetic(struct dt_cg *cg, const struct dt_node *node)
{
	uint32_t value = raw_arithmetic(cg, node, result_size(cg, node));

	return is_truncated(node) ? extend_node(cg, node, value) : value;
}

/* --- casts --------------------------------------------------------------- */

/* Must a value of `from`, in normal form, be extended to be one of `to`? */
static bool needs_extension(uint64_t from, bool from_signed, uint64_t to, bool to_signed)
{
	if (to >= 8)
		return false;
	if (to == from)
		return from_signed != to_signed;
	return to < from || (from_signed && !to_signed);
}

static uint32_t copy_user_string(struct dt_cg *cg, const struct dt_node *node)
{
	uint32_t value = dt_cg_value(cg, node), rd = dt_ir_register(cg->ir);

	dt_ir_emit(cg->ir, DIF_OP_FLUSHTS, 0, 0, 0);
	dt_ir_emit(cg->ir, DIF_OP_PUSHTV, 0, 0, value);
	dt_ir_wide(cg->ir, DIF_OP_CALL, DIF_SUBR_COPYINSTR, rd);
	return rd;
}

static uint32_t cg_cast(struct dt_cg *cg, const struct dt_node *node)
{
	const struct dt_node *from = node->left;
	uint64_t size = dt_cg_size(cg, node), from_size = dt_cg_size(cg, from);
	bool is_signed = node->flags & DT_NF_SIGNED;

	if (node->flags & DT_NF_REF) {
		bool user_pointer = (from->flags & DT_NF_USERLAND) && !(from->flags & DT_NF_REF);

		if (user_pointer && dt_type_is_string(node->type))
			return copy_user_string(cg, from);
		return dt_cg_value(cg, from);
	}
	if (from->flags & DT_NF_REF)
		return dt_cg_is_memory(from) ? dt_cg_address(cg, dt_cg_place(cg, from))
					     : dt_cg_value(cg, from);
	if (size == 0)
		return dt_cg_value(cg, from); /* void */
	if (dt_type_is_bool(dt_type_resolve(node->type)))
		return truth(cg, from);
	if (!needs_extension(from_size, from->flags & DT_NF_SIGNED, size, is_signed))
		return dt_cg_value(cg, from);
	return dt_cg_extend(cg, dt_cg_low(cg, from, size), size, is_signed);
}

/* --- expressions --------------------------------------------------------- */

static uint32_t cg_unary(struct dt_cg *cg, const struct dt_node *node)
{
	switch (node->op) {
	case DT_OP_NEGATE:
	case DT_OP_COMPLEMENT:
		return cg_arithmetic(cg, node);
	case DT_OP_NOT:
		return truth(cg, node);
	case DT_OP_DEREF:
		return dt_cg_load(cg, node, dt_cg_place(cg, node));
	case DT_OP_ADDRESS:
		return dt_cg_address(cg, dt_cg_place(cg, node->left));
	case DT_OP_PRE_INC:
	case DT_OP_PRE_DEC:
	case DT_OP_POST_INC:
	case DT_OP_POST_DEC:
		return dt_cg_step(cg, node);
	default:
		dt_cg_fail(cg, node, D_UNKNOWN,
			   "internal error: operator %d reached code generation", node->op);
		return DT_REG_ZERO;
	}
}

static uint32_t cg_exclusive(struct dt_cg *cg, const struct dt_node *node)
{
	uint32_t left = truth(cg, node->left), right = truth(cg, node->right);

	return dt_cg_binary(cg, DIF_OP_XOR, left, right);
}

static uint32_t cg_operator(struct dt_cg *cg, const struct dt_node *node)
{
	if (is_arithmetic(node))
		return cg_arithmetic(cg, node);
	if (dt_op_is_assignment(node->op))
		return dt_cg_assign(cg, node);
	if (dt_op_is_comparison(node->op) || node->op == DT_OP_LAND || node->op == DT_OP_LOR)
		return truth(cg, node);
	if (node->op == DT_OP_LXOR)
		return cg_exclusive(cg, node);
	if (node->op == DT_OP_COMMA) {
		dt_cg_value(cg, node->left);
		return dt_cg_value(cg, node->right);
	}
	dt_cg_fail(cg, node, D_UNKNOWN, "internal error: operator %d reached code generation",
		   node->op);
	return DT_REG_ZERO;
}

static uint32_t cg_variable(struct dt_cg *cg, const struct dt_node *node)
{
	/* A struct that was never assigned is zeros, not an invalid address. */
	if ((node->flags & DT_NF_REF) && !dt_type_is_string(node->type))
		return dt_cg_storage(cg, node).base;
	return dt_cg_variable(cg, node);
}

uint32_t dt_cg_value(struct dt_cg *cg, const struct dt_node *node)
{
	switch (node->kind) {
	case DT_NODE_INT:
		return dt_ir_constant(cg->ir, node->value);
	case DT_NODE_STRING:
		return dt_ir_string(cg->ir, node->string);
	case DT_NODE_VAR:
		return cg_variable(cg, node);
	case DT_NODE_SYMBOL:
	case DT_NODE_MEMBER:
	case DT_NODE_INDEX:
		return dt_cg_load(cg, node, dt_cg_place(cg, node));
	case DT_NODE_CALL:
		return cg_call(cg, node);
	case DT_NODE_OP1:
		return cg_unary(cg, node);
	case DT_NODE_OP2:
		return cg_operator(cg, node);
	case DT_NODE_OP3:
		return cg_conditional(cg, node);
	case DT_NODE_CAST:
		return cg_cast(cg, node);
	default:
		dt_cg_fail(cg, node, D_UNKNOWN, "internal error: node %d reached code generation",
			   node->kind);
		return DT_REG_ZERO;
	}
}
