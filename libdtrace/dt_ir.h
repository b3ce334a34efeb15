/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The intermediate form of one DIF object: a list of DIF instructions over an
 * unlimited number of virtual registers, with labels as list members.
 *
 * Life: dt_ir_create, code generation (dt_cg_*.c), dt_optimize, dt_allocate_registers,
 * dt_assemble, dt_ir_destroy. Before register allocation r1, r2, rd are virtual register
 * numbers, afterwards real ones; 0 is %r0 in both.
 *
 * Invariants, which all passes keep:
 *  - control flows only forward: a label stands after every branch to it;
 *  - a comparison (cmp, tst, scmp) is directly followed by the branches that use it;
 *  - a register with one definition is defined before all its uses on every path;
 *  - pushes and the call or array access they belong to stand in one basic block.
 *
 * Lack of memory sets `failed`, and emitting goes on harmlessly: it is asked once, by dt_assemble.
 */
#ifndef DT_IR_H
#define DT_IR_H

#include <stdbool.h>
#include <stdint.h>

#include "dt_program.h"
#include "dt_strtab.h"

#define DT_IR_LABEL 0 /* pseudo operation: label `index` is here */
#define DT_REG_ZERO 0u

struct dt_instruction {
	struct dt_instruction *previous, *next;
	uint8_t op;	     /* enum dif_op or DT_IR_LABEL */
	uint32_t r1, r2, rd; /* by form; stores and ret read rd */
	uint32_t index;	     /* label, variable id, subroutine, kind of pushtr */
	uint64_t value;	     /* setx */
	const char *string;  /* sets; setx: the symbol whose address it is, or NULL; belongs to the ir */
};

/* A variable that the code names, as it will stand in the variable table. */
struct dt_ir_variable {
	struct dt_ir_variable *next;
	const char *name; /* belongs to the caller, who outlives the ir */
	uint32_t id;
	uint8_t kind, scope;
	struct dif_type type;
};

/* Where spilled registers go: id of the n-th hidden this-> variable, 0 when there are no more. */
typedef uint32_t dt_spill_id(void *context, unsigned int n);

struct dt_ir_block; /* of the ir's memory */

struct dt_ir {
	struct dt_instruction *first, *last;
	uint32_t registers; /* next virtual register */
	uint32_t labels;    /* next label, from 1 */
	struct dt_ir_variable *variables;
	struct dif_type result;
	struct dt_ir_block *memory;
	struct dt_instruction scrap; /* keeps emitters free of tests when memory is out */
	bool failed;
};

struct dt_ir *dt_ir_create(void); /* NULL: no memory */
void dt_ir_destroy(struct dt_ir *ir);
/* Zeroed memory that lives as long as the ir; NULL (and failed) when there is none. */
void *dt_ir_alloc(struct dt_ir *ir, size_t size);

uint32_t dt_ir_register(struct dt_ir *ir);
uint32_t dt_ir_label(struct dt_ir *ir);

/* Append. The returned instruction is never NULL. */
struct dt_instruction *dt_ir_emit(struct dt_ir *ir, int op, uint32_t r1, uint32_t r2, uint32_t rd);
void dt_ir_branch(struct dt_ir *ir, int op, uint32_t label);
void dt_ir_place(struct dt_ir *ir, uint32_t label);
void dt_ir_wide(struct dt_ir *ir, int op, uint32_t index, uint32_t rd); /* variable, call */
/* A new register with the constant in it (%r0 for 0). */
uint32_t dt_ir_constant(struct dt_ir *ir, uint64_t value);
void dt_ir_set(struct dt_ir *ir, uint64_t value, uint32_t rd);
/* A new register with the address of a symbol that is known when the program is linked. */
uint32_t dt_ir_symbol(struct dt_ir *ir, const char *name);
uint32_t dt_ir_string(struct dt_ir *ir, const char *string);
/*
 * Declare a variable that the code will name; again is harmless. Built-in ones need not be
 * declared.
 */
void dt_ir_variable(struct dt_ir *ir, const struct dt_ir_variable *variable);
const struct dt_ir_variable *dt_ir_find_variable(const struct dt_ir *ir, uint32_t id, int scope);

/* A new instruction that is in no list yet; for passes. */
struct dt_instruction *dt_ir_new(struct dt_ir *ir, int op, uint32_t r1, uint32_t r2, uint32_t rd);
void dt_ir_insert_before(struct dt_ir *ir, struct dt_instruction *at, struct dt_instruction *insn);
void dt_ir_insert_after(struct dt_ir *ir, struct dt_instruction *at, struct dt_instruction *insn);
void dt_ir_remove(struct dt_ir *ir, struct dt_instruction *insn);

/* --- what each operation is ---------------------------------------------- */

enum dt_form {
	DT_FORM_NONE,	  /* nop, popts, flushts */
	DT_FORM_LABEL,	  /* pseudo */
	DT_FORM_THREE,	  /* r1, r2, rd */
	DT_FORM_TWO,	  /* r1, rd: not, mov */
	DT_FORM_COMPARE,  /* r1, r2 */
	DT_FORM_TEST,	  /* r1 */
	DT_FORM_BRANCH,	  /* label */
	DT_FORM_LOAD,	  /* [r1], rd */
	DT_FORM_STORE,	  /* r1, [rd] */
	DT_FORM_RETURN,	  /* rd */
	DT_FORM_INTEGER,  /* setx */
	DT_FORM_STRING,	  /* sets */
	DT_FORM_ELEMENT,  /* ldga, ldta: variable, r2, rd */
	DT_FORM_GET,	  /* variable, rd */
	DT_FORM_PUT,	  /* variable, rd is read */
	DT_FORM_CALL,	  /* subroutine, rd */
	DT_FORM_PUSH_REF, /* kind, r2, rd is read */
	DT_FORM_PUSH,	  /* rd is read */
	DT_FORM_ALLOCATE, /* r1, rd */
	DT_FORM_COPY,	  /* r1, r2, rd all read */
	DT_FORM_OTHER	  /* xlate, xlarg: not made by this compiler */
};

#define DT_READS_R1   0x01
#define DT_READS_R2   0x02
#define DT_READS_RD   0x04
#define DT_WRITES_RD  0x08
#define DT_PURE	      0x10 /* result depends on the operands only, no fault, no effect */
#define DT_ENDS_BLOCK 0x20

struct dt_operation {
	const char *name;
	enum dt_form form;
	unsigned int flags;
};
/* ORDER DIF_OP; [0] is the label. */
extern const struct dt_operation dt_operations[DIF_OP_MAX + 1];

static inline unsigned int dt_insn_flags(const struct dt_instruction *insn)
{
	return dt_operations[insn->op].flags;
}

static inline enum dt_form dt_insn_form(const struct dt_instruction *insn)
{
	return dt_operations[insn->op].form;
}

/* Scope of a variable operation, or -1. */
int dt_op_scope(int op);

/* --- passes ----------------------------------------------------------------------------------- */

/* dt_opt.c: better code of the same meaning. */
void dt_optimize(struct dt_ir *ir);
/* After register allocation: moves onto themselves, branches to the next instruction. */
void dt_optimize_last(struct dt_ir *ir);
/*
 * dt_reg.c: map virtual registers onto r1 .. r(count - 1), spilling into hidden this-> variables.
 * 0, or -1 when that cannot be: count below 4, no more variables, no memory (ir->failed).
 */
int dt_allocate_registers(struct dt_ir *ir, unsigned int count, dt_spill_id *spill_id,
			  void *context);
/* dt_asm.c: NULL with a reason in message (empty: no memory). */
struct dt_difo *dt_assemble(struct dt_ir *ir, char *message, size_t size);

#endif
