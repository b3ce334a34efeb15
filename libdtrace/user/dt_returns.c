/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Inside a function: its instructions and the ways it leaves.
 *
 * A breakpoint in the middle of an instruction, or in data, would break the program. So a
 * function's inside is only offered if it decodes from its first byte exactly to its last and every
 * direct branch inside it lands on an instruction's first byte.
 */
#include <stdlib.h>
#include <string.h>

#include "driver/x86/x86.h"
#include "dt_user.h"

#define FUNCTION_MAX (1u << 20) /* bytes */

struct walk {
	const struct dt_function *function;
	uint8_t *bytes;
	uint8_t *starts; /* a bit-free map: 1 where an instruction begins */
	size_t size;
};

static const char *load(const struct dt_object *object, struct walk *walk)
{
	walk->size = walk->function->size;
	if (object->is_32bit)
		return "it is 32-bit code, of which only the entry can be probed";
	if (walk->function->indirect)
		return "it only chooses the real function when the program is loaded";
	if (!walk->size)
		return "its size is not known";
	if (walk->size > FUNCTION_MAX)
		return "it is too large";
	walk->bytes = malloc(walk->size);
	walk->starts = calloc(1, walk->size);
	if (!walk->bytes || !walk->starts)
		return "there is no memory";
	if (dt_object_read(object, walk->function->address, walk->bytes, walk->size) != walk->size)
		return "its code is not in the file";
	return NULL;
}

static const char *find_starts(struct walk *walk)
{
	struct x86_insn insn;
	size_t at = 0;

	while (at < walk->size) {
		int length = x86_decode(walk->bytes + at, walk->size - at, &insn);

		if (length < 0)
			return "it holds bytes that are no instruction known here";
		walk->starts[at] = 1;
		at += (size_t)length;
	}
	return NULL;
}

static bool leaves(const struct walk *walk, uint64_t target)
{
	return target - walk->function->address >= walk->size;
}

static const char *check_branches(const struct walk *walk)
{
	for (size_t at = 0; at < walk->size; at++) {
		struct x86_insn insn;
		uint64_t target;

		if (!walk->starts[at] || x86_decode(walk->bytes + at, walk->size - at, &insn) < 0 ||
		    !x86_branch_target(&insn, walk->function->address + at, &target))
			continue;
		if (!leaves(walk, target) && !walk->starts[target - walk->function->address])
			return "it branches into the middle of an instruction, so some of it is data";
	}
	return NULL;
}

/* ret, or a jump (conditional too) out of the function. Indirect jumps are mostly switch tables. */
static bool is_return(const struct walk *walk, size_t at)
{
	struct x86_insn insn;
	uint64_t target;

	if (x86_decode(walk->bytes + at, walk->size - at, &insn) < 0)
		return false;
	switch (insn.flow) {
	case X86_FLOW_RET:
	case X86_FLOW_RET_IMM:
		return true;
	case X86_FLOW_JMP:
		return x86_branch_target(&insn, walk->function->address + at, &target) &&
		       leaves(walk, target);
	default:
		return false;
	}
}

static const char *prepare(const struct dt_object *object, struct walk *walk)
{
	const char *why = load(object, walk);

	if (!why)
		why = find_starts(walk);
	return why ? why : check_branches(walk);
}

static int collect(const struct dt_object *object, const struct dt_function *function,
		   bool (*wanted)(const struct walk *walk, size_t at), uint32_t *offsets,
		   size_t room, const char **why)
{
	struct walk walk = {.function = function};
	size_t count = 0;

	*why = prepare(object, &walk);
	for (size_t at = 0; !*why && at < walk.size; at++) {
		if (!walk.starts[at] || !wanted(&walk, at))
			continue;
		if (count++ < room)
			offsets[count - 1] = (uint32_t)at;
	}
	free(walk.bytes);
	free(walk.starts);
	return *why ? -1 : (int)count;
}

static bool every(const struct walk *walk, size_t at)
{
	return true;
}

int dt_function_returns(const struct dt_object *object, const struct dt_function *function,
			uint32_t *offsets, size_t room, const char **why)
{
	return collect(object, function, is_return, offsets, room, why);
}

int dt_function_instructions(const struct dt_object *object, const struct dt_function *function,
			     uint32_t *offsets, size_t room, const char **why)
{
	return collect(object, function, every, offsets, room, why);
}
