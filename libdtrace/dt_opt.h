/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the files of the optimiser share. dt_opt.c: the order of the passes,
 * dead code and branches; dt_opt_value.c: constants, copies and values already at hand.
 */
#ifndef DT_OPT_H
#define DT_OPT_H

#include "dt_ir.h"

struct dt_opt {
	struct dt_ir *ir;
	uint32_t registers;		    /* entries in the arrays */
	uint32_t *definitions;		    /* how many a register has */
	struct dt_instruction **definition; /* the last of them */
	uint32_t *uses;
	bool changed;
};

/* Count definitions and uses; false: no memory. Called again when a pass made new registers. */
bool dt_opt_count(struct dt_opt *opt);
/* Fold constants, propagate copies, reuse values computed before in the same block. */
void dt_opt_values(struct dt_opt *opt);

/* Does the register have exactly one definition (%r0 counts as one)? */
static inline bool dt_opt_single(const struct dt_opt *opt, uint32_t reg)
{
	return reg == DT_REG_ZERO || (reg < opt->registers && opt->definitions[reg] == 1);
}

#endif
