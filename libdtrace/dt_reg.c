/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Register allocation: linear scan over live intervals. Because control
 * flows only forward, a virtual register is alive at most from its first definition to its last
 * use in list order, so one interval per register is exact enough and always safe.
 *
 * When registers run out, the interval that ends last loses its register: it lives in a
 * hidden this-> variable (or, if it is a constant or the like, is made again at each use). The code
 * is rewritten with short-lived temporaries around each use and the scan is repeated; temporaries
 * are never spilled and at most three are alive at once, so this ends.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_ir.h"

#define MIN_REGISTERS 4

/* What the scan knows about one virtual register. */
struct interval {
	uint32_t end; /* position of the last use (or definition) */
	uint32_t definitions;
	struct dt_instruction *definition; /* the last one */
	uint8_t real;			   /* register given, 0 = none */
	bool seen, spilled, temporary;
	uint32_t slot; /* variable id while spilled */
};

struct scan {
	struct dt_ir *ir;
	unsigned int count; /* real registers, %r0 included */
	dt_spill_id *spill_id;
	void *context;
	unsigned int slots; /* spill variables in use */
	struct interval *intervals;
	uint32_t interval_count;
	uint32_t owner[DIF_INT_REGS]; /* virtual register that lives there, 0 = free */
	bool out_of_slots;
};

/* The operands an instruction reads; returns how many. */
static unsigned int read_operands(struct dt_instruction *insn, uint32_t *operands[3])
{
	unsigned int flags = dt_insn_flags(insn), n = 0;

	if (flags & DT_READS_R1)
		operands[n++] = &insn->r1;
	if (flags & DT_READS_R2)
		operands[n++] = &insn->r2;
	if (flags & DT_READS_RD)
		operands[n++] = &insn->rd;
	return n;
}

static bool grow_intervals(struct scan *scan)
{
	uint32_t i, count = scan->ir->registers;
	struct interval *grown = realloc(scan->intervals, count * sizeof(*grown));

	if (grown == NULL) {
		scan->ir->failed = true;
		return false;
	}
	scan->intervals = grown;
	/* Registers made by a rewrite are its temporaries; all those before the first scan are not.
	 */
	for (i = scan->interval_count; i < count; i++)
		grown[i] = (struct interval){.temporary = scan->interval_count != 0};
	for (i = 0; i < count; i++) {
		grown[i].end = grown[i].definitions = 0;
		grown[i].real = 0;
		grown[i].seen = grown[i].spilled = false;
	}
	scan->interval_count = count;
	return true;
}

static void measure(struct scan *scan)
{
	struct dt_instruction *insn;
	uint32_t *operands[3];
	uint32_t position = 0;
	unsigned int i, n;

	for (insn = scan->ir->first; insn != NULL; insn = insn->next, position++) {
		n = read_operands(insn, operands);
		for (i = 0; i < n; i++)
			scan->intervals[*operands[i]].end = position;
		if (dt_insn_flags(insn) & DT_WRITES_RD) {
			struct interval *interval = &scan->intervals[insn->rd];

			if (interval->end < position)
				interval->end = position;
			interval->definitions++;
			interval->definition = insn;
		}
	}
}

static void expire(struct scan *scan, uint32_t position, bool writing)
{
	unsigned int r;

	for (r = 1; r < scan->count; r++) {
		uint32_t v = scan->owner[r];

		if (v != 0 && scan->intervals[v].end < position + (writing ? 1 : 0))
			scan->owner[r] = 0;
	}
}

/* A free register, the one that a move's source leaves if possible; 0 when none is free. */
static unsigned int free_register(const struct scan *scan, const struct dt_instruction *insn)
{
	unsigned int r;

	if (insn->op == DIF_OP_MOV && insn->r1 != 0) {
		r = scan->intervals[insn->r1].real;
		if (r != 0 && scan->owner[r] == 0)
			return r;
	}
	for (r = 1; r < scan->count; r++)
		if (scan->owner[r] == 0)
			return r;
	return 0;
}

static void spill(struct scan *scan, uint32_t v)
{
	scan->intervals[v].spilled = true;
	scan->intervals[v].real = 0;
}

/* No register is free for v: the interval that ends last goes, v itself included. */
static void make_room(struct scan *scan, uint32_t v)
{
	uint32_t victim = scan->intervals[v].temporary ? 0 : v;
	unsigned int r, taken = 0;

	for (r = 1; r < scan->count; r++) {
		uint32_t other = scan->owner[r];

		if (scan->intervals[other].temporary)
			continue;
		if (victim == 0 || scan->intervals[other].end > scan->intervals[victim].end) {
			victim = other;
			taken = r;
		}
	}
	spill(scan, victim);
	if (taken != 0) {
		scan->owner[taken] = v;
		scan->intervals[v].real = (uint8_t)taken;
	}
}

static void place(struct scan *scan, const struct dt_instruction *insn)
{
	struct interval *interval = &scan->intervals[insn->rd];
	unsigned int r;

	if (interval->seen)
		return;
	interval->seen = true;
	r = free_register(scan, insn);
	if (r == 0) {
		make_room(scan, insn->rd);
		return;
	}
	scan->owner[r] = insn->rd;
	interval->real = (uint8_t)r;
}

/* One pass; true when every register found its place. */
static bool scan_once(struct scan *scan)
{
	struct dt_instruction *insn;
	uint32_t position = 0, v;

	memset(scan->owner, 0, sizeof(scan->owner));
	for (insn = scan->ir->first; insn != NULL; insn = insn->next, position++) {
		expire(scan, position, false);
		if (!(dt_insn_flags(insn) & DT_WRITES_RD) || insn->rd == 0)
			continue;
		expire(scan, position, true);
		place(scan, insn);
	}
	for (v = 1; v < scan->interval_count; v++)
		if (scan->intervals[v].spilled)
			return false;
	return true;
}

/* Built-in variables that are the same, and cost little, whenever they are read during a firing. */
static bool is_fixed_variable(uint32_t id)
{
	return (id >= DIF_VAR_ARG0 && id <= DIF_VAR_ARG9) || id == DIF_VAR_CURTHREAD ||
	       id == DIF_VAR_TIMESTAMP || id == DIF_VAR_EPID || id == DIF_VAR_ID ||
	       id == DIF_VAR_PID || id == DIF_VAR_TID || id == DIF_VAR_PPID || id == DIF_VAR_UID ||
	       id == DIF_VAR_GID || id == DIF_VAR_CPU;
}

/* Can be made again at each use instead of being kept. */
static bool is_constant(const struct interval *interval)
{
	const struct dt_instruction *insn = interval->definition;

	if (interval->definitions != 1)
		return false;
	return insn->op == DIF_OP_SETX || insn->op == DIF_OP_SETS ||
	       (insn->op == DIF_OP_MOV && insn->r1 == DT_REG_ZERO) ||
	       (insn->op == DIF_OP_LDGS && is_fixed_variable(insn->index));
}

static void give_slot(struct scan *scan, struct interval *interval)
{
	struct dt_ir_variable variable = {
		.name = "(spill)",
		.kind = DIF_VAR_SCALAR,
		.scope = DIF_SCOPE_LOCAL,
		.type = {.kind = DIF_KIND_CTF, .size = sizeof(uint64_t)},
	};

	interval->slot = variable.id = scan->spill_id(scan->context, scan->slots++);
	if (variable.id == 0)
		scan->out_of_slots = true;
	else
		dt_ir_variable(scan->ir, &variable);
}

/* Bring a spilled register's value into a temporary before `at`. */
static uint32_t reload(struct scan *scan, const struct interval *interval,
		       struct dt_instruction *at)
{
	uint32_t temporary = dt_ir_register(scan->ir);
	struct dt_instruction *load = dt_ir_new(scan->ir, DIF_OP_LDLS, 0, 0, temporary);

	if (is_constant(interval)) {
		load->op = interval->definition->op;
		load->index = interval->definition->index;
		load->value = interval->definition->value;
		load->string = interval->definition->string;
	} else {
		load->index = interval->slot;
	}
	dt_ir_insert_before(scan->ir, at, load);
	return temporary;
}

static void rewrite_reads(struct scan *scan, struct dt_instruction *insn)
{
	uint32_t *operands[3], old[3], fresh[3];
	unsigned int i, j, n = read_operands(insn, operands);

	for (i = 0; i < n; i++) {
		old[i] = fresh[i] = *operands[i];
		if (!scan->intervals[old[i]].spilled)
			continue;
		for (j = 0; j < i && old[j] != old[i]; j++)
			;
		fresh[i] = j < i ? fresh[j] : reload(scan, &scan->intervals[old[i]], insn);
		*operands[i] = fresh[i];
	}
}

static void rewrite_write(struct scan *scan, struct dt_instruction *insn)
{
	const struct interval *interval = &scan->intervals[insn->rd];
	struct dt_instruction *store;

	if (!interval->spilled)
		return;
	if (is_constant(interval)) {
		dt_ir_remove(scan->ir, insn);
		return;
	}
	insn->rd = dt_ir_register(scan->ir);
	store = dt_ir_new(scan->ir, DIF_OP_STLS, 0, 0, insn->rd);
	store->index = interval->slot;
	dt_ir_insert_after(scan->ir, insn, store);
}

static void rewrite(struct scan *scan)
{
	struct dt_instruction *insn, *next;
	uint32_t v;

	for (v = 1; v < scan->interval_count; v++)
		if (scan->intervals[v].spilled && !is_constant(&scan->intervals[v]))
			give_slot(scan, &scan->intervals[v]);
	for (insn = scan->ir->first; insn != NULL; insn = next) {
		next = insn->next;
		rewrite_reads(scan, insn);
		if (dt_insn_flags(insn) & DT_WRITES_RD)
			rewrite_write(scan, insn);
	}
}

/* Virtual numbers become real ones. */
static void settle(struct scan *scan)
{
	struct dt_instruction *insn;
	unsigned int flags;

	for (insn = scan->ir->first; insn != NULL; insn = insn->next) {
		flags = dt_insn_flags(insn);
		if (flags & DT_READS_R1)
			insn->r1 = scan->intervals[insn->r1].real;
		if (flags & DT_READS_R2)
			insn->r2 = scan->intervals[insn->r2].real;
		if (flags & (DT_READS_RD | DT_WRITES_RD))
			insn->rd = scan->intervals[insn->rd].real;
	}
}

int dt_allocate_registers(struct dt_ir *ir, unsigned int count, dt_spill_id *spill_id,
			  void *context)
{
	struct scan scan = {.ir = ir, .count = count, .spill_id = spill_id, .context = context};
	int result = -1;

	if (count < MIN_REGISTERS)
		return -1;
	if (count > DIF_INT_REGS)
		scan.count = DIF_INT_REGS;
	while (!ir->failed && !scan.out_of_slots && grow_intervals(&scan)) {
		measure(&scan);
		if (scan_once(&scan)) {
			settle(&scan);
			result = 0;
			break;
		}
		rewrite(&scan);
	}
	free(scan.intervals);
	return result;
}
