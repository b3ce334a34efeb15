/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* See back_expr.c. */
#ifndef BACK_EXPR_H
#define BACK_EXPR_H

#include "back_tree.h"

#define WORLD_TYPES  8 /* a variable of each integer type … */
#define WORLD_SCOPES 3 /* … in each scope */

/* What expressions work on. */
struct world {
	uint64_t scalars[WORLD_SCOPES][WORLD_TYPES];
	uint64_t elements[4]; /* of a[0] .. a[3], int */
	uint64_t memory[4];
};
extern struct world world; /* the evaluator's */
extern bool world_fault;   /* the last evaluation divided by zero */
extern struct dt_type *const world_types[WORLD_TYPES];
extern struct dt_ident world_variables[WORLD_SCOPES][WORLD_TYPES];
extern struct dt_ident world_array;
/* Makes the node that yields the address of the memory. */
extern struct dt_node *(*world_memory)(void);

void world_name_variables(void);
void world_seed(uint64_t seed);
void world_start(struct world *start); /* random values */
struct dt_node *world_expression(int depth);
uint64_t world_evaluate(const struct dt_node *node);

#endif
