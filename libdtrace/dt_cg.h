/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Code generation: cooked trees (dt_node.h) to DIF objects.
 *
 * dt_cg_act.c  clauses and actions, finishing a DIF object
 * dt_cg_expr.c operators, calls, conditions
 * dt_cg_var.c  D variables: scalars, associative arrays, built-in arrays; assignment
 * dt_cg_mem.c  memory: symbols, pointers, members, elements, bit-fields
 *
 * A value is a virtual register that holds what dt_node.h promises for its
 * node: normal form, or the address of the object. An error is kept in the generator and
 * generation goes on; it is reported once, when the object is finished.
 */
#ifndef DT_CG_H
#define DT_CG_H

#include "dt_errtags.h"
#include "dt_impl.h"
#include "dt_ir.h"
#include "dt_node.h"

/*
 * Fill out->predicate and out->actions from a cooked clause; the caller fills the rest. 0, or -1
 * with the error on the handle, its place and tag in hdl->failed_at and failed_tag (what was made
 * is left in `out` for dt_program_destroy).
 */
int dt_codegen_clause(struct dtrace_hdl *hdl, const struct dt_node *clause, struct dt_clause *out);

/*
 * DIF object of one expression, with a result of size 0 when it is to be discarded. NULL and an
 * error on the handle when it cannot be.
 */
struct dt_difo *dt_codegen_expression(struct dtrace_hdl *hdl, const struct dt_node *node,
				      bool discard);

/* --- between the files of the generator ---------------------------------- */

struct dt_cg {
	struct dtrace_hdl *hdl;
	struct dt_ir *ir;
	const struct dt_node *failed_at; /* NULL: nothing failed */
	enum dt_errtag tag;
	char message[400];
};

/*
 * The dynamic variable (self-> or element of an associative array) that an object in memory is
 * part of: what the engine gives is a copy in scratch, which must be stored back after it was
 * changed.
 */
struct dt_cg_owner {
	const struct dt_node *node;
	uint32_t keys[DIF_TUPLE_REGS];
	uint32_t copy; /* its address */
};

/*
 * An address: base and index registers (0: none) plus a constant. The base may change later:
 * owner's copy.
 */
struct dt_cg_place {
	uint32_t base, index;
	uint64_t offset;
	const struct dt_cg_owner *owner; /* or NULL; belongs to the ir */
};

void dt_cg_fail(struct dt_cg *cg, const struct dt_node *node, enum dt_errtag tag,
		const char *format, ...) __attribute__((format(printf, 4, 5)));
uint64_t dt_cg_size(struct dt_cg *cg, const struct dt_node *node); /* of its type, in bytes */

/* dt_cg_expr.c */
uint32_t dt_cg_value(struct dt_cg *cg, const struct dt_node *node);
/* The value's low `size` bytes are right, the rest may be anything. */
uint32_t dt_cg_low(struct dt_cg *cg, const struct dt_node *node, uint64_t size);
/* Go to label when the truth of the value is `when`. */
void dt_cg_branch(struct dt_cg *cg, const struct dt_node *node, uint32_t label, bool when);
uint32_t dt_cg_binary(struct dt_cg *cg, int op, uint32_t left, uint32_t right);
uint32_t dt_cg_binary_constant(struct dt_cg *cg, int op, uint32_t left, uint64_t right);
/* Extend from size bytes (at least 8: nothing to do). */
uint32_t dt_cg_extend(struct dt_cg *cg, uint32_t reg, uint64_t size, bool is_signed);
uint32_t dt_cg_extend_bits(struct dt_cg *cg, uint32_t reg, unsigned int bits, bool is_signed);
/* left op right for an arithmetic operation of `node` (its flags and scale). Not extended. */
uint32_t dt_cg_arithmetic(struct dt_cg *cg, const struct dt_node *node, enum dt_op op,
			  uint32_t left, uint32_t right);
/* How many values fit on the tuple stack. */
unsigned int dt_cg_tuple_limit(const struct dt_cg *cg);
/* Empty the tuple stack, push values (of the nodes in the list), call. */
void dt_cg_push(struct dt_cg *cg, const struct dt_node *list, const uint32_t *values);
uint32_t dt_cg_call(struct dt_cg *cg, const struct dt_node *list, const uint32_t *values,
		    uint32_t subroutine);

/* dt_cg_var.c */
uint32_t dt_cg_variable(struct dt_cg *cg, const struct dt_node *node);
/* Where a by-reference variable's bytes are; zeros when it was never assigned. */
struct dt_cg_place dt_cg_storage(struct dt_cg *cg, const struct dt_node *node);
/* Something of the owner's copy was changed. */
void dt_cg_store_back(struct dt_cg *cg, const struct dt_cg_owner *owner);
uint32_t dt_cg_assign(struct dt_cg *cg, const struct dt_node *node);
uint32_t dt_cg_step(struct dt_cg *cg, const struct dt_node *node); /* ++ and -- */
struct dif_type dt_cg_dif_type(struct dt_cg *cg, struct dt_type *type);

/* dt_cg_mem.c */
bool dt_cg_is_memory(const struct dt_node *node); /* an object in memory that is no D variable */
struct dt_cg_place dt_cg_place(struct dt_cg *cg, const struct dt_node *node);
uint32_t dt_cg_address(struct dt_cg *cg, struct dt_cg_place place);
uint32_t dt_cg_load(struct dt_cg *cg, const struct dt_node *node, struct dt_cg_place place);
void dt_cg_store(struct dt_cg *cg, const struct dt_node *node, struct dt_cg_place place,
		 uint32_t value);

#endif
