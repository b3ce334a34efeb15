/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Values: fold what is constant, look through moves, and take a value that
 * was computed or loaded before in the same extended block instead of making it again. One walk
 * forward over the list; only registers with a single definition take part, so what is known of a
 * register holds wherever it is used.
 */
#include <string.h>

#include "dt_opt.h"

/* Values at hand in the current block: a small window, newest last. */
#define WINDOW 48

struct available {
	uint8_t op;
	uint32_t r1, r2, index;
	uint64_t value;
	const char *string;
	uint32_t reg; /* where it is */
};

struct walk {
	struct dt_opt *opt;
	struct available window[WINDOW];
	unsigned int count;
};

/* --- constants ----------------------------------------------------------- */

static bool constant_value(const struct dt_opt *opt, uint32_t reg, uint64_t *value)
{
	const struct dt_instruction *insn;

	*value = 0;
	if (reg == DT_REG_ZERO)
		return true;
	if (!dt_opt_single(opt, reg))
		return false;
	insn = opt->definition[reg];
	if (insn->op != DIF_OP_SETX || insn->string != NULL)
		return insn->op == DIF_OP_MOV && insn->r1 == DT_REG_ZERO;
	*value = insn->value;
	return true;
}

static void become_constant(struct dt_opt *opt, struct dt_instruction *insn, uint64_t value)
{
	insn->op = value == 0 ? DIF_OP_MOV : DIF_OP_SETX;
	insn->r1 = insn->r2 = DT_REG_ZERO;
	insn->value = value;
	insn->string = NULL;
	opt->changed = true;
}

static void become_move(struct dt_opt *opt, struct dt_instruction *insn, uint32_t from)
{
	insn->op = DIF_OP_MOV;
	insn->r1 = from;
	insn->r2 = 0;
	opt->changed = true;
}

static bool shift_values(int op, uint64_t a, uint64_t b, uint64_t *result)
{
	if (b > 63)
		return false; /* the engine's business */
	switch (op) {
	case DIF_OP_SLL:
		*result = a << b;
		return true;
	case DIF_OP_SRL:
		*result = a >> b;
		return true;
	default:
		*result = (uint64_t)((int64_t)a >> b);
		return true;
	}
}

/* Division as the engine does it; false where it would fault or overflow. */
static bool divide_values(int op, uint64_t a, uint64_t b, uint64_t *result)
{
	bool overflow = a == (uint64_t)INT64_MIN && b == UINT64_MAX;

	if (b == 0)
		return false;
	switch (op) {
	case DIF_OP_UDIV:
		*result = a / b;
		return true;
	case DIF_OP_UREM:
		*result = a % b;
		return true;
	case DIF_OP_SDIV:
		*result = overflow ? 0 : (uint64_t)((int64_t)a / (int64_t)b);
		return !overflow;
	default:
		*result = overflow ? 0 : (uint64_t)((int64_t)a % (int64_t)b);
		return !overflow;
	}
}

static bool compute(int op, uint64_t a, uint64_t b, uint64_t *result)
{
	switch (op) {
	case DIF_OP_OR:
		*result = a | b;
		return true;
	case DIF_OP_AND:
		*result = a & b;
		return true;
	case DIF_OP_XOR:
		*result = a ^ b;
		return true;
	case DIF_OP_ADD:
		*result = a + b;
		return true;
	case DIF_OP_SUB:
		*result = a - b;
		return true;
	case DIF_OP_MUL:
		*result = a * b;
		return true;
	case DIF_OP_NOT:
		*result = ~a;
		return true;
	case DIF_OP_SLL:
	case DIF_OP_SRL:
	case DIF_OP_SRA:
		return shift_values(op, a, b, result);
	case DIF_OP_SDIV:
	case DIF_OP_UDIV:
	case DIF_OP_SREM:
	case DIF_OP_UREM:
		return divide_values(op, a, b, result);
	}
	return false;
}

static bool is_commutative(int op)
{
	return op == DIF_OP_OR || op == DIF_OP_AND || op == DIF_OP_XOR || op == DIF_OP_ADD ||
	       op == DIF_OP_MUL;
}

/*
 * x op constant, where the result is x or a constant: which of them in *value; true when it
 * applies.
 */
static bool identity(int op, uint64_t b, bool *is_x, uint64_t *value)
{
	*is_x = true;
	*value = 0;
	switch (op) {
	case DIF_OP_ADD:
	case DIF_OP_SUB:
	case DIF_OP_OR:
	case DIF_OP_XOR:
	case DIF_OP_SLL:
	case DIF_OP_SRL:
	case DIF_OP_SRA:
		return b == 0;
	case DIF_OP_AND:
		*is_x = b != 0;
		return b == 0 || b == UINT64_MAX;
	case DIF_OP_MUL:
		*is_x = b != 0;
		return b <= 1;
	case DIF_OP_SDIV:
	case DIF_OP_UDIV:
		return b == 1;
	case DIF_OP_SREM:
	case DIF_OP_UREM:
		*is_x = false;
		return b == 1;
	}
	return false;
}

/* A cheaper operation for a power of two: returns it (0: none) and its right operand. */
static int strength(int op, uint64_t b, uint64_t *operand)
{
	if (b < 2 || (b & (b - 1)) != 0)
		return 0;
	*operand = (uint64_t)__builtin_ctzll(b);
	switch (op) {
	case DIF_OP_MUL:
		return DIF_OP_SLL;
	case DIF_OP_UDIV:
		return DIF_OP_SRL;
	case DIF_OP_UREM:
		*operand = b - 1;
		return DIF_OP_AND;
	}
	return 0;
}

static void reduce(struct dt_opt *opt, struct dt_instruction *insn, uint64_t b)
{
	struct dt_instruction *set;
	uint64_t operand, value;
	bool is_x;
	int op;

	if (identity(insn->op, b, &is_x, &value)) {
		if (is_x)
			become_move(opt, insn, insn->r1);
		else
			become_constant(opt, insn, value);
		return;
	}
	op = strength(insn->op, b, &operand);
	if (op == 0)
		return;
	set = dt_ir_new(opt->ir, DIF_OP_SETX, 0, 0, dt_ir_register(opt->ir));
	set->value = operand;
	dt_ir_insert_before(opt->ir, insn, set);
	insn->op = (uint8_t)op;
	insn->r2 = set->rd;
	opt->changed = true;
}

static void fold(struct dt_opt *opt, struct dt_instruction *insn)
{
	uint64_t a, b, result;
	bool left, right;
	uint32_t reg;

	if (dt_insn_form(insn) != DT_FORM_THREE && insn->op != DIF_OP_NOT)
		return;
	left = constant_value(opt, insn->r1, &a);
	right = constant_value(opt, insn->r2, &b);
	if (left && right && compute(insn->op, a, b, &result)) {
		become_constant(opt, insn, result);
		return;
	}
	if (left && !right && is_commutative(insn->op)) {
		reg = insn->r1;
		insn->r1 = insn->r2;
		insn->r2 = reg;
		b = a;
		right = true;
	}
	if (right && insn->op != DIF_OP_NOT)
		reduce(opt, insn, b);
	else if ((insn->op == DIF_OP_SUB || insn->op == DIF_OP_XOR) && insn->r1 == insn->r2 &&
		 dt_opt_single(opt, insn->r1))
		become_constant(opt, insn, 0);
}

/* --- comparisons of constants -------------------------------------------- */

static bool branch_taken(int op, uint64_t a, uint64_t b)
{
	int64_t sa = (int64_t)a, sb = (int64_t)b;

	switch (op) {
	case DIF_OP_BE:
		return a == b;
	case DIF_OP_BNE:
		return a != b;
	case DIF_OP_BG:
		return sa > sb;
	case DIF_OP_BGU:
		return a > b;
	case DIF_OP_BGE:
		return sa >= sb;
	case DIF_OP_BGEU:
		return a >= b;
	case DIF_OP_BL:
		return sa < sb;
	case DIF_OP_BLU:
		return a < b;
	case DIF_OP_BLE:
		return sa <= sb;
	case DIF_OP_BLEU:
		return a <= b;
	}
	return true;
}

/* Decide the branches after a comparison whose outcome is known. */
static void fold_compare(struct dt_opt *opt, struct dt_instruction *insn)
{
	struct dt_instruction *branch, *next;
	uint64_t a, b = 0;

	if (!constant_value(opt, insn->r1, &a))
		return;
	if (insn->op == DIF_OP_CMP && !constant_value(opt, insn->r2, &b))
		return;
	for (branch = insn->next; branch != NULL && dt_insn_form(branch) == DT_FORM_BRANCH;
	     branch = next) {
		next = branch->next;
		opt->changed = true;
		if (branch_taken(branch->op, a, b)) {
			branch->op = DIF_OP_BA;
			return;
		}
		dt_ir_remove(opt->ir, branch);
	}
}

/* --- copies -------------------------------------------------------------- */

static uint32_t source_of(const struct dt_opt *opt, uint32_t reg)
{
	while (reg != DT_REG_ZERO && dt_opt_single(opt, reg) &&
	       opt->definition[reg]->op == DIF_OP_MOV &&
	       dt_opt_single(opt, opt->definition[reg]->r1))
		reg = opt->definition[reg]->r1;
	return reg;
}

static void look_through(struct dt_opt *opt, uint32_t *reg)
{
	uint32_t source = source_of(opt, *reg);

	if (source != *reg)
		opt->changed = true;
	*reg = source;
}

static void propagate_copies(struct dt_opt *opt, struct dt_instruction *insn)
{
	unsigned int flags = dt_insn_flags(insn);

	if (flags & DT_READS_R1)
		look_through(opt, &insn->r1);
	if (flags & DT_READS_R2)
		look_through(opt, &insn->r2);
	if (flags & DT_READS_RD)
		look_through(opt, &insn->rd);
}

/* --- values at hand ------------------------------------------------------ */

/*
 * Is it worth remembering, and safe: the same instruction again gives the same value until
 * something kills it?
 */
static bool is_reusable(const struct dt_instruction *insn)
{
	switch (dt_insn_form(insn)) {
	case DT_FORM_THREE:
	case DT_FORM_INTEGER:
	case DT_FORM_STRING:
	case DT_FORM_LOAD:
		return true;
	case DT_FORM_TWO:
		return insn->op == DIF_OP_NOT;
	case DT_FORM_GET:
		return insn->op != DIF_OP_LDGAA && insn->op != DIF_OP_LDTAA;
	case DT_FORM_ELEMENT:
		return insn->index == DIF_VAR_ARGS && insn->op == DIF_OP_LDGA;
	default:
		return false;
	}
}

static bool same_string(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static uint32_t find_available(const struct walk *walk, const struct dt_instruction *insn)
{
	unsigned int i;

	for (i = walk->count; i-- > 0;) {
		const struct available *have = &walk->window[i];

		if (have->op == insn->op && have->r1 == insn->r1 && have->r2 == insn->r2 &&
		    have->index == insn->index &&
		    (insn->op != DIF_OP_SETX || have->value == insn->value) &&
		    ((insn->op != DIF_OP_SETS && insn->op != DIF_OP_SETX) ||
		     same_string(have->string, insn->string)))
			return have->reg;
	}
	return DT_REG_ZERO;
}

static void remember(struct walk *walk, int op, const struct dt_instruction *insn, uint32_t reg)
{
	if (walk->count == WINDOW) {
		memmove(walk->window, walk->window + 1, (WINDOW - 1) * sizeof(walk->window[0]));
		walk->count--;
	}
	walk->window[walk->count++] = (struct available){
		.op = (uint8_t)op,
		.r1 = op == insn->op ? insn->r1 : 0,
		.r2 = op == insn->op ? insn->r2 : 0,
		.index = insn->index,
		.value = insn->value,
		.string = insn->string,
		.reg = reg,
	};
}

static bool is_killed(const struct available *have, const struct dt_instruction *by)
{
	enum dt_form form = dt_operations[have->op].form;

	if (form == DT_FORM_LOAD)
		return true;
	return form == DT_FORM_GET && dt_insn_form(by) == DT_FORM_PUT &&
	       dt_op_scope(have->op) == dt_op_scope(by->op) && have->index == by->index;
}

/* Memory or a variable changes: forget what depended on it. */
static void forget_changed(struct walk *walk, const struct dt_instruction *by)
{
	unsigned int i, kept = 0;

	for (i = 0; i < walk->count; i++)
		if (!is_killed(&walk->window[i], by))
			walk->window[kept++] = walk->window[i];
	walk->count = kept;
}

/* After a plain store to a static variable its value is the register's. */
static void forward_store(struct walk *walk, const struct dt_instruction *insn)
{
	const struct dt_ir_variable *v;

	if (insn->op != DIF_OP_STGS && insn->op != DIF_OP_STLS)
		return;
	v = dt_ir_find_variable(walk->opt->ir, insn->index, dt_op_scope(insn->op));
	if (v == NULL || (v->type.flags & DIF_TYPE_BYREF) || !dt_opt_single(walk->opt, insn->rd))
		return;
	if (insn->rd != DT_REG_ZERO)
		remember(walk, insn->op == DIF_OP_STGS ? DIF_OP_LDGS : DIF_OP_LDLS, insn, insn->rd);
}

static void reuse(struct walk *walk, struct dt_instruction *insn)
{
	struct dt_opt *opt = walk->opt;
	uint32_t reg;

	if (!is_reusable(insn) || !dt_opt_single(opt, insn->rd))
		return;
	if (!dt_opt_single(opt, insn->r1) || !dt_opt_single(opt, insn->r2))
		return;
	reg = find_available(walk, insn);
	if (reg != DT_REG_ZERO)
		become_move(opt, insn, reg);
	else
		remember(walk, insn->op, insn, insn->rd);
}

static void number_values(struct walk *walk, struct dt_instruction *insn)
{
	switch (dt_insn_form(insn)) {
	case DT_FORM_LABEL:
		walk->count = 0;
		break;
	case DT_FORM_STORE:
	case DT_FORM_COPY:
	case DT_FORM_CALL:
		forget_changed(walk, insn);
		break;
	case DT_FORM_PUT:
		forget_changed(walk, insn);
		forward_store(walk, insn);
		break;
	default:
		reuse(walk, insn);
	}
}

void dt_opt_values(struct dt_opt *opt)
{
	struct walk walk = {.opt = opt};
	struct dt_instruction *insn;

	for (insn = opt->ir->first; insn != NULL && !opt->ir->failed; insn = insn->next) {
		propagate_copies(opt, insn);
		fold(opt, insn);
		if (insn->op == DIF_OP_CMP || insn->op == DIF_OP_TST)
			fold_compare(opt, insn);
		number_values(&walk, insn);
	}
}
