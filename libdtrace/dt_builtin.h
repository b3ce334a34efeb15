/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The language's tables: built-in variables (dt_builtin.c) and functions (dt_functions.c).
 */
#ifndef DT_BUILTIN_H
#define DT_BUILTIN_H

#include "dt_ident.h"

struct dt_builtin {
	const char *name;
	uint32_t id;	  /* below 0x100: an array */
	const char *type; /* C name, looked up at the first use; NULL: args[] */
	struct dtrace_attribute attribute;
	const char *reason; /* not NULL: why Linux has no such thing */
};

const struct dt_builtin *dt_builtin_find(const char *name);
const struct dt_builtin *dt_builtin_at(size_t i); /* NULL past the end */
const struct dt_function *dt_function_find(const char *name);
const struct dt_function *dt_function_at(size_t i);

extern const struct dtrace_attribute dt_attribute_stable;  /* of the language itself */
extern const struct dtrace_attribute dt_attribute_program; /* of what a program defines */

#endif
