/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* As much of a type graph as the code generator's tests need; stands in for libdtrace/dt_type*.c.
 */
#ifndef BACK_TYPES_H
#define BACK_TYPES_H

#include "../../libdtrace/dt_type.h"

struct dt_type {
	enum dt_kind kind;
	uint64_t size;
	bool is_signed, is_bool;
};

extern struct dt_type type_s8, type_u8, type_s16, type_u16, type_s32, type_u32, type_s64, type_u64,
	type_bool, type_pointer, type_string, type_struct, type_array, type_void;

#endif
