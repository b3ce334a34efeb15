/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Cooked trees by hand, as dt_node.h promises them, for the code generator's
 * tests. Nodes come from one static pool that tree_reset() empties.
 */
#ifndef BACK_TREE_H
#define BACK_TREE_H

#include "../../libdtrace/dt_ident.h"
#include "../../libdtrace/dt_node.h"
#include "back_types.h"

void tree_reset(void);
struct dt_node *tree_node(enum dt_node_kind kind, struct dt_type *type);
struct dt_node *tree_int(struct dt_type *type,
			 uint64_t value); /* value is brought to normal form */
struct dt_node *tree_string(const char *text);
struct dt_node *tree_var(struct dt_ident *ident);
struct dt_node *tree_element(struct dt_ident *ident, struct dt_node *keys);
struct dt_node *tree_unary(enum dt_op op, struct dt_type *type, struct dt_node *left);
struct dt_node *tree_binary(enum dt_op op, struct dt_type *type, struct dt_node *left,
			    struct dt_node *right);
struct dt_node *tree_cast(struct dt_type *type, struct dt_node *left);
struct dt_node *tree_choice(struct dt_node *condition, struct dt_node *left, struct dt_node *right);
struct dt_node *tree_member(struct dt_type *type, struct dt_node *base, uint64_t bit_offset,
			    uint32_t bit_size);
struct dt_node *tree_index(struct dt_type *type, struct dt_node *base, struct dt_node *index,
			   uint64_t bound);
struct dt_node *tree_call(struct dt_type *type, const struct dt_function *function,
			  struct dt_node *args);

/* Extend from the type's size, as loads and casts do. */
uint64_t tree_normal(const struct dt_type *type, uint64_t value);

#endif
