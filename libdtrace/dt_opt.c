/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The optimiser over virtual registers: a few rounds of value propagation,
 * branch tidying and dead code removal. It never changes what a program does, faults included:
 * what may fault (loads, divisions, calls) is neither removed nor moved.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_opt.h"

#define ROUNDS_MAX 8

static void count_operands(struct dt_opt *opt, struct dt_instruction *insn)
{
	unsigned int flags = dt_insn_flags(insn);

	if (flags & DT_READS_R1)
		opt->uses[insn->r1]++;
	if (flags & DT_READS_R2)
		opt->uses[insn->r2]++;
	if (flags & DT_READS_RD)
		opt->uses[insn->rd]++;
	if (flags & DT_WRITES_RD) {
		opt->definitions[insn->rd]++;
		opt->definition[insn->rd] = insn;
	}
}

static void free_counts(struct dt_opt *opt)
{
	free(opt->definitions);
	free(opt->definition);
	free(opt->uses);
	opt->definitions = opt->uses = NULL;
	opt->definition = NULL;
}

bool dt_opt_count(struct dt_opt *opt)
{
	struct dt_instruction *insn;

	free_counts(opt);
	opt->registers = opt->ir->registers;
	opt->definitions = calloc(opt->registers, sizeof(*opt->definitions));
	opt->definition = calloc(opt->registers, sizeof(*opt->definition));
	opt->uses = calloc(opt->registers, sizeof(*opt->uses));
	if (opt->definitions == NULL || opt->definition == NULL || opt->uses == NULL)
		return false;
	for (insn = opt->ir->first; insn != NULL; insn = insn->next)
		count_operands(opt, insn);
	return true;
}

static void drop(struct dt_opt *opt, struct dt_instruction *insn)
{
	dt_ir_remove(opt->ir, insn);
	opt->changed = true;
}

/* --- dead code -------------------------------------------------------------------------------- */

static bool is_conditional(const struct dt_instruction *insn)
{
	return insn != NULL && dt_insn_form(insn) == DT_FORM_BRANCH && insn->op != DIF_OP_BA;
}

static bool is_compare(const struct dt_instruction *insn)
{
	return insn->op == DIF_OP_CMP || insn->op == DIF_OP_TST;
}

/* May go when nobody reads its result. scmp may fault and stays. */
static bool is_removable(const struct dt_opt *opt, const struct dt_instruction *insn)
{
	if (is_compare(insn))
		return !is_conditional(insn->next);
	if (insn->op == DIF_OP_LDGAA || insn->op == DIF_OP_LDTAA)
		return false; /* would leave its pushes behind */
	if (!(dt_insn_flags(insn) & DT_PURE) && dt_insn_form(insn) != DT_FORM_GET)
		return insn->op == DIF_OP_NOP;
	return opt->uses[insn->rd] == 0;
}

static void forget_uses(struct dt_opt *opt, const struct dt_instruction *insn)
{
	unsigned int flags = dt_insn_flags(insn);

	if (flags & DT_READS_R1)
		opt->uses[insn->r1]--;
	if (flags & DT_READS_R2)
		opt->uses[insn->r2]--;
}

/* Backwards, so that what only dead code uses dies in the same pass. */
static void remove_dead(struct dt_opt *opt)
{
	struct dt_instruction *insn, *previous;

	for (insn = opt->ir->last; insn != NULL; insn = previous) {
		previous = insn->previous;
		if (!is_removable(opt, insn))
			continue;
		forget_uses(opt, insn);
		drop(opt, insn);
	}
}

/* --- dead stores ------------------------------------------------------------------------------ */

/* A store of a value to a global or this-> variable: never faults, needs no memory. */
static bool is_plain_store(const struct dt_opt *opt, const struct dt_instruction *insn)
{
	const struct dt_ir_variable *v;

	if (insn->op != DIF_OP_STGS && insn->op != DIF_OP_STLS)
		return false;
	v = dt_ir_find_variable(opt->ir, insn->index, dt_op_scope(insn->op));
	return v != NULL && !(v->type.flags & DIF_TYPE_BYREF);
}

/* Can neither fault nor leave the block nor see variable `store`. */
static bool passes_store(const struct dt_opt *opt, const struct dt_instruction *insn,
			 const struct dt_instruction *store)
{
	int scope = dt_op_scope(store->op);

	if (dt_insn_form(insn) == DT_FORM_GET && insn->op != DIF_OP_LDGAA &&
	    insn->op != DIF_OP_LDTAA)
		return dt_op_scope(insn->op) != scope || insn->index != store->index;
	return (dt_insn_flags(insn) & DT_PURE) || is_compare(insn) || is_plain_store(opt, insn);
}

/* A store to a static variable that the next store to it makes void. */
static void remove_dead_stores(struct dt_opt *opt)
{
	struct dt_instruction *insn, *next, *later;

	for (insn = opt->ir->first; insn != NULL; insn = next) {
		next = insn->next;
		if (!is_plain_store(opt, insn))
			continue;
		for (later = next; later != NULL; later = later->next) {
			if (later->op == insn->op && later->index == insn->index) {
				drop(opt, insn);
				break;
			}
			if (!passes_store(opt, later, insn))
				break;
		}
	}
}

/* --- branches --------------------------------------------------------------------------------- */

/* The first real instruction from here on. */
static struct dt_instruction *skip_labels(struct dt_instruction *insn)
{
	while (insn != NULL && insn->op == DT_IR_LABEL)
		insn = insn->next;
	return insn;
}

static void remove_unreachable(struct dt_opt *opt)
{
	struct dt_instruction *insn, *next;
	bool dead = false;

	for (insn = opt->ir->first; insn != NULL; insn = next) {
		next = insn->next;
		if (insn->op == DT_IR_LABEL)
			dead = false;
		else if (dead)
			drop(opt, insn);
		else
			dead = insn->op == DIF_OP_BA || insn->op == DIF_OP_RET;
	}
}

/* Is the label among those that follow directly? */
static bool falls_to(const struct dt_instruction *insn, uint32_t label)
{
	for (insn = insn->next; insn != NULL && insn->op == DT_IR_LABEL; insn = insn->next)
		if (insn->index == label)
			return true;
	return false;
}

static int inverse(int op)
{
	switch (op) {
	case DIF_OP_BE:
		return DIF_OP_BNE;
	case DIF_OP_BNE:
		return DIF_OP_BE;
	case DIF_OP_BG:
		return DIF_OP_BLE;
	case DIF_OP_BGU:
		return DIF_OP_BLEU;
	case DIF_OP_BGE:
		return DIF_OP_BL;
	case DIF_OP_BGEU:
		return DIF_OP_BLU;
	case DIF_OP_BL:
		return DIF_OP_BGE;
	case DIF_OP_BLU:
		return DIF_OP_BGEU;
	case DIF_OP_BLE:
		return DIF_OP_BG;
	default:
		return DIF_OP_BGU;
	}
}

/* bX L1; ba L2; L1:  becomes  bnotX L2; L1: */
static void invert_over_jump(struct dt_opt *opt, struct dt_instruction *insn)
{
	struct dt_instruction *jump = insn->next;

	if (!is_conditional(insn) || jump == NULL || jump->op != DIF_OP_BA)
		return;
	/* Another conditional branch before it shares the comparison; it may stay. */
	if (!falls_to(jump, insn->index))
		return;
	insn->op = (uint8_t)inverse(insn->op);
	insn->index = jump->index;
	drop(opt, jump);
}

/* A branch to a branch goes to where that goes; a jump to a return returns. */
static void thread_jump(struct dt_opt *opt, struct dt_instruction *insn,
			struct dt_instruction *const *places)
{
	struct dt_instruction *target = skip_labels(places[insn->index]);

	if (target == NULL)
		return;
	if (target->op == DIF_OP_BA) {
		insn->index = target->index;
		opt->changed = true;
	} else if (target->op == DIF_OP_RET && insn->op == DIF_OP_BA) {
		insn->op = DIF_OP_RET;
		insn->rd = target->rd;
		opt->changed = true;
	}
}

static void tidy_branch(struct dt_opt *opt, struct dt_instruction *insn,
			struct dt_instruction *const *places)
{
	thread_jump(opt, insn, places);
	if (insn->op == DIF_OP_RET)
		return;
	invert_over_jump(opt, insn);
	if (falls_to(insn, insn->index))
		drop(opt, insn);
}

static void remove_unused_labels(struct dt_opt *opt, struct dt_instruction **places)
{
	struct dt_instruction *insn, *next;

	for (insn = opt->ir->first; insn != NULL; insn = insn->next)
		if (dt_insn_form(insn) == DT_FORM_BRANCH)
			places[insn->index] = NULL; /* used */
	for (insn = opt->ir->first; insn != NULL; insn = next) {
		next = insn->next;
		if (insn->op == DT_IR_LABEL && places[insn->index] != NULL)
			drop(opt, insn);
	}
}

static void tidy_branches(struct dt_opt *opt)
{
	struct dt_instruction **places = calloc(opt->ir->labels, sizeof(*places));
	struct dt_instruction *insn, *next;

	if (places == NULL)
		return; /* only an opportunity lost */
	for (insn = opt->ir->first; insn != NULL; insn = insn->next)
		if (insn->op == DT_IR_LABEL)
			places[insn->index] = insn;
	remove_unreachable(opt);
	for (insn = opt->ir->first; insn != NULL; insn = next) {
		next = insn->next;
		if (dt_insn_form(insn) != DT_FORM_BRANCH)
			continue;
		tidy_branch(opt, insn, places);
		next = insn->next;
	}
	remove_unused_labels(opt, places);
	free(places);
}

/* --- the order of things ------------------------------------------------- */

static bool one_round(struct dt_opt *opt)
{
	opt->changed = false;
	if (!dt_opt_count(opt))
		return false;
	dt_opt_values(opt);
	tidy_branches(opt);
	if (!dt_opt_count(opt))
		return false;
	remove_dead_stores(opt);
	remove_dead(opt);
	return opt->changed;
}

void dt_optimize(struct dt_ir *ir)
{
	struct dt_opt opt = {.ir = ir};
	int round = 0;

	if (ir->failed)
		return;
	while (round++ < ROUNDS_MAX && one_round(&opt))
		;
	free_counts(&opt);
}

void dt_optimize_last(struct dt_ir *ir)
{
	struct dt_instruction *insn, *next;
	struct dt_opt opt = {.ir = ir};

	if (ir->failed)
		return;
	for (insn = ir->first; insn != NULL; insn = next) {
		next = insn->next;
		if (insn->op == DIF_OP_MOV && insn->r1 == insn->rd)
			dt_ir_remove(ir, insn);
	}
	tidy_branches(&opt);
}
