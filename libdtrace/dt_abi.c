/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See dt_abi.h. A parameter takes eightbytes, each of class INTEGER or SSE, in registers if all of
 * them find one; what is too large, or not aligned, or finds none, lies on the stack.
 */
#include <stdio.h>
#include <string.h>

#include "dt_abi.h"

#define INTEGER_REGISTERS 6
#define SSE_REGISTERS	  8
#define NESTING_MAX	  8
#define PARTS_MAX	  256 /* looked at: more than 16 bytes can have */

enum class {
	CLASS_NONE,
	CLASS_SSE,
	CLASS_INTEGER,
	CLASS_MEMORY,
	CLASS_UNKNOWN
};

struct shape {
	enum class words[2]; /* words[0] MEMORY: all of it */
	uint64_t size;
	bool is_reference;  /* its address is passed instead */
	unsigned int parts; /* seen so far */
};

/* What is taken so far. */
struct state {
	unsigned int integers, sses, stack;
};

/* --- classes ------------------------------------------------------------------------------ */

static enum class worse(enum class a, enum class b) {
	return a > b ? a : b;
}

static void classify(struct dtrace_hdl *hdl, struct dt_type *type, uint64_t offset,
		     struct shape *shape, unsigned int depth);

static void add_word(struct shape *shape, uint64_t offset, enum class class)
{
	if (offset / 8 < 2)
		shape->words[offset / 8] = worse(shape->words[offset / 8], class);
}

static void classify_members(struct dtrace_hdl *hdl, struct dt_type *type, uint64_t offset,
			     struct shape *shape, unsigned int depth)
{
	struct dt_member member;

	for (size_t i = 0; !dt_type_member_at(type, i, &member); i++) {
		uint64_t at = offset + member.bit_offset / 8;

		if (member.bit_size)
			add_word(shape, at, CLASS_INTEGER);
		else if (at % dt_type_align(member.type))
			shape->words[0] = worse(shape->words[0], CLASS_MEMORY);
		else
			classify(hdl, member.type, at, shape, depth + 1);
	}
}

static void classify_elements(struct dtrace_hdl *hdl, struct dt_type *array, uint64_t offset,
			      struct shape *shape, unsigned int depth)
{
	struct dt_type *element = dt_type_reference(array);
	uint64_t size = dt_type_size(hdl, element), count = dt_array_count(array);

	for (uint64_t i = 0; size && i < count && i < 16; i++)
		classify(hdl, element, offset + i * size, shape, depth + 1);
}

static void classify_float(struct dtrace_hdl *hdl, struct dt_type *type, uint64_t offset,
			   struct shape *shape)
{
	uint64_t size = dt_type_size(hdl, type);
	char name[64];

	/* Of the x87: always in memory. */
	if (strstr(dt_type_name(type, name, sizeof(name)), "long double")) {
		shape->words[0] = worse(shape->words[0], CLASS_MEMORY);
		return;
	}
	for (uint64_t at = 0; at < size; at += 8)
		add_word(shape, offset + at, CLASS_SSE);
}

static void classify(struct dtrace_hdl *hdl, struct dt_type *type, uint64_t offset,
		     struct shape *shape, unsigned int depth)
{
	uint64_t size;

	type = dt_type_resolve(type);
	size = dt_type_size(hdl, type);
	if (depth > NESTING_MAX || shape->parts++ > PARTS_MAX) {
		shape->words[0] = CLASS_UNKNOWN;
		return;
	}
	switch (dt_type_kind(type)) {
	case DT_KIND_INTEGER:
	case DT_KIND_ENUM:
	case DT_KIND_POINTER:
		for (uint64_t at = 0; at < size; at += 8)
			add_word(shape, offset + at, CLASS_INTEGER);
		break;
	case DT_KIND_FLOAT:
		classify_float(hdl, type, offset, shape);
		break;
	case DT_KIND_STRUCT:
	case DT_KIND_UNION:
		classify_members(hdl, type, offset, shape, depth);
		break;
	case DT_KIND_ARRAY:
		classify_elements(hdl, type, offset, shape, depth);
		break;
	default:
		shape->words[0] = CLASS_UNKNOWN;
	}
}

static struct shape shape_of(struct dtrace_hdl *hdl, struct dt_type *type)
{
	struct shape shape = {.size = dt_type_size(hdl, type)};
	bool aggregate = dt_type_is_aggregate(type);

	if (aggregate && dt_type_by_reference(type)) {
		shape.is_reference = true;
		shape.words[0] = CLASS_INTEGER;
		shape.size = 8;
	} else if (!shape.size && !(aggregate && dt_type_complete(type))) {
		shape.words[0] = CLASS_UNKNOWN;
	} else if (aggregate && shape.size > 16) {
		shape.words[0] = CLASS_MEMORY;
	} else if (dt_type_kind(dt_type_resolve(type)) == DT_KIND_ARRAY) {
		shape.words[0] = CLASS_UNKNOWN; /* a vector: arrays are passed as pointers */
	} else {
		classify(hdl, type, 0, &shape, 0);
	}
	return shape;
}

/* --- places ------------------------------------------------------------------------------- */

static unsigned int count_words(const struct shape *shape, enum class class)
{
	return (shape->words[0] == class) + (shape->words[1] == class);
}

static bool is_in_registers(const struct state *state, const struct shape *shape)
{
	return shape->words[0] != CLASS_MEMORY && shape->words[1] != CLASS_MEMORY &&
	       state->integers + count_words(shape, CLASS_INTEGER) <= INTEGER_REGISTERS &&
	       state->sses + count_words(shape, CLASS_SSE) <= SSE_REGISTERS;
}

/* A scalar of one word, or an address that stands for the object. */
static bool is_plain(struct dt_type *type, const struct shape *shape)
{
	return shape->is_reference || (dt_type_is_scalar(type) && shape->size <= 8);
}

static void take_registers(struct state *state, struct dt_type *type, const struct shape *shape,
			   struct dt_abi_place *place)
{
	if (count_words(shape, CLASS_INTEGER) && is_plain(type, shape))
		place->argument = (int)state->integers;
	else if (dt_type_is_aggregate(type))
		snprintf(place->why, sizeof(place->why), "is a structure passed in registers");
	else if (count_words(shape, CLASS_INTEGER))
		snprintf(place->why, sizeof(place->why), "takes two registers, arg%u and arg%u",
			 state->integers, state->integers + 1);
	else
		snprintf(place->why, sizeof(place->why), "is passed in a floating-point register");
	state->integers += count_words(shape, CLASS_INTEGER);
	/* A long vector or complex number takes one. */
	state->sses += count_words(shape, CLASS_SSE);
}

static void take_stack(struct state *state, struct dt_type *type, const struct shape *shape,
		       struct dt_abi_place *place)
{
	if (dt_type_align(type) >= 16)
		state->stack += state->stack % 2;
	if (is_plain(type, shape))
		place->argument = (int)(INTEGER_REGISTERS + state->stack);
	else
		snprintf(place->why, sizeof(place->why),
			 "lies on the stack: copyin(uregs[R_SP] + %u, %llu)",
			 8 * (state->stack + 1), (unsigned long long)shape->size);
	state->stack += (unsigned int)((shape->size + 7) / 8);
}

/* Where the next parameter is; false: it cannot be said, and so of no further one. */
static bool take(struct dtrace_hdl *hdl, struct state *state, struct dt_type *type,
		 struct dt_abi_place *place)
{
	struct shape shape = shape_of(hdl, type);

	memset(place, 0, sizeof(*place));
	place->argument = -1;
	place->is_address = shape.is_reference;
	if (shape.words[0] == CLASS_UNKNOWN || shape.words[1] == CLASS_UNKNOWN) {
		snprintf(place->why, sizeof(place->why),
			 "comes with or after one whose type says not how it is passed");
		return false;
	}
	if (shape.words[0] == CLASS_NONE && shape.words[1] == CLASS_NONE)
		snprintf(place->why, sizeof(place->why), "is empty and not passed");
	else if (is_in_registers(state, &shape))
		take_registers(state, type, &shape, place);
	else
		take_stack(state, type, &shape, place);
	return true;
}

/* A value in memory: the caller says where, as if by a first parameter. */
static bool returns_in_memory(struct dtrace_hdl *hdl, struct dt_type *function)
{
	struct dt_type *result = dt_type_reference(dt_type_resolve(function));
	struct shape shape;

	if (!dt_type_is_aggregate(result))
		return false;
	shape = shape_of(hdl, result);
	return shape.is_reference || shape.words[0] == CLASS_MEMORY ||
	       shape.words[1] == CLASS_MEMORY;
}

bool dt_abi_parameter(struct dtrace_hdl *hdl, struct dt_type *function, size_t index,
		      struct dt_abi_place *place)
{
	struct state state = {.integers = returns_in_memory(hdl, function)};

	if (index >= dt_function_parameter_count(function))
		return false;
	for (size_t i = 0; i <= index; i++)
		if (!take(hdl, &state, dt_function_parameter(function, i), place))
			break;
	return true;
}

bool dt_abi_result(struct dtrace_hdl *hdl, struct dt_type *function, struct dt_abi_place *place)
{
	struct dt_type *result = dt_type_reference(dt_type_resolve(function));
	struct state state = {0};

	if (dt_type_kind(dt_type_resolve(result)) == DT_KIND_VOID)
		return false;
	if (returns_in_memory(hdl, function)) {
		*place = (struct dt_abi_place){.argument = 1, .is_address = true};
		return true;
	}
	take(hdl, &state, result, place);
	if (place->argument >= 0)
		place->argument = 1;
	else
		snprintf(place->why, sizeof(place->why), "%s",
			 dt_type_is_scalar(result) || dt_type_is_aggregate(result)
				 ? "is returned in two registers"
				 : "is returned in a floating-point register");
	return true;
}
