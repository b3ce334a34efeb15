/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The stand-in type graph, the handle's errors and the identifiers' spill variables, for unit
 * tests.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../libdtrace/dt_ident.h"
#include "../../libdtrace/dt_impl.h"
#include "back_types.h"

struct dt_type type_s8 = {DT_KIND_INTEGER, 1, true, false};
struct dt_type type_u8 = {DT_KIND_INTEGER, 1, false, false};
struct dt_type type_s16 = {DT_KIND_INTEGER, 2, true, false};
struct dt_type type_u16 = {DT_KIND_INTEGER, 2, false, false};
struct dt_type type_s32 = {DT_KIND_INTEGER, 4, true, false};
struct dt_type type_u32 = {DT_KIND_INTEGER, 4, false, false};
struct dt_type type_s64 = {DT_KIND_INTEGER, 8, true, false};
struct dt_type type_u64 = {DT_KIND_INTEGER, 8, false, false};
struct dt_type type_bool = {DT_KIND_INTEGER, 1, false, true};
struct dt_type type_pointer = {DT_KIND_POINTER, 8, false, false};
struct dt_type type_string = {DT_KIND_STRING, 256, false, false};
struct dt_type type_struct = {DT_KIND_STRUCT, 24, false, false};
struct dt_type type_array = {DT_KIND_ARRAY, 32, false, false};
struct dt_type type_void = {DT_KIND_VOID, 0, false, false};

struct dt_type *dt_type_resolve(struct dt_type *type)
{
	return type;
}

enum dt_kind dt_type_kind(const struct dt_type *type)
{
	return type->kind;
}

uint64_t dt_type_size(struct dtrace_hdl *hdl, struct dt_type *type)
{
	return type->size;
}

bool dt_type_is_signed(struct dt_type *type)
{
	return type->is_signed;
}

bool dt_type_is_bool(struct dt_type *type)
{
	return type->is_bool;
}

bool dt_type_is_integer(struct dt_type *type)
{
	return type->kind == DT_KIND_INTEGER;
}

bool dt_type_is_pointer(struct dt_type *type)
{
	return type->kind == DT_KIND_POINTER;
}

bool dt_type_is_string(struct dt_type *type)
{
	return type->kind == DT_KIND_STRING;
}

bool dt_type_is_aggregate(struct dt_type *type)
{
	return type->kind == DT_KIND_STRUCT;
}

int dt_set_error(struct dtrace_hdl *hdl, int error, const char *format, ...)
{
	va_list arguments;
	char text[512] = "";

	hdl->error = error;
	if (format != NULL) {
		va_start(arguments, format);
		vsnprintf(text, sizeof(text), format, arguments);
		va_end(arguments);
	}
	free(hdl->message);
	hdl->message = strdup(text);
	return -1;
}

uint32_t dt_ident_spill(struct dtrace_hdl *hdl, unsigned int n)
{
	return DIF_VAR_USER_FIRST + 0x800 + n;
}
