/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Reading constants: for the scanner and for macro arguments. */
#ifndef DT_LITERAL_H
#define DT_LITERAL_H

#include "dt_type.h"

enum dt_literal_error {
	DT_LITERAL_OK,
	DT_LITERAL_DIGIT,
	DT_LITERAL_OVERFLOW
};

/* A whole unsigned C integer constant with its suffix; the type it has in D. */
enum dt_literal_error dt_integer_parse(const char *text, uint64_t *value, enum dt_intrinsic *type);
/*
 * Replace C escapes; `to` has room for `length` bytes. Returns how many it holds, no NUL is added.
 */
size_t dt_unescape(const char *text, size_t length, char *to);

#endif
