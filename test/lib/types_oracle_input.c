/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Compiled for its type information only: see types_oracle.h. */
#include "types_oracle.h"

struct oracle_nasty *oracle_nasty_variable;
oracle_nasty_t *oracle_typedef_variable;
struct oracle_packed oracle_packed_variable;
union oracle_union oracle_union_variable;
struct oracle_wide oracle_wide_variable;
struct oracle_fields oracle_fields_variable;
oracle_function_t *oracle_function_variable;

int oracle_call(struct oracle_nasty *nasty, const char *format, ...);
int oracle_call(struct oracle_nasty *nasty, const char *format, ...)
{
	return nasty->later != 0 && format;
}

enum {
	ORACLE_ANONYMOUS = 77
} oracle_enum_variable;
int oracle_matrix[2][3][4];
