/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The cooked tree as text (-x tree). */
#ifndef DT_TREE_H
#define DT_TREE_H

#include "dt_unit.h"

void dt_tree_print(const struct dt_node *clauses, FILE *out);

#endif
