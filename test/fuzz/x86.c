/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fuzz target of driver/x86: whatever the bytes, nothing is read beyond them (they lie at the end
 * of an allocation, AddressSanitizer watches), no length exceeds them, every refusal has a known
 * reason, and what was accepted can be classified and moved, the copy decoding to the
 * same instruction. Built with libFuzzer (`make fuzz-x86`), and by test/x86/robust.c as a unit
 * test.
 */
#include <stdlib.h>
#include <string.h>

#include "../../driver/x86/x86.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition)        \
	do {                      \
		if (!(condition)) \
			abort();  \
	} while (0)

#define FROM 0xffffffff81000000ull
#define TO   0xffffffffa0001234ull

static bool is_reason(int result)
{
	return result < 0 && result >= X86_LAST_REASON && x86_reason(result)[0];
}

static void move_alone(const struct x86_insn *insn, const uint8_t *bytes)
{
	struct x86_insn again;
	uint8_t *to = malloc(insn->length);
	int result;

	REQUIRE(to);
	result = x86_relocate(insn, bytes, FROM, to, TO, insn->length);
	if (result < 0) {
		REQUIRE(is_reason(result));
	} else {
		REQUIRE(result == insn->length);
		REQUIRE(x86_decode(to, result, &again) == result);
		REQUIRE(again.opcode == insn->opcode && again.imm == insn->imm);
		REQUIRE(!x86_rip_relative(insn) ||
			again.disp + (int64_t)TO == insn->disp + (int64_t)FROM);
	}
	free(to);
}

static void try_one(const uint8_t *bytes, size_t size)
{
	struct x86_insn insn, again;
	struct x86_plan plan;
	int length = x86_decode(bytes, size, &insn);
	int reason;

	if (length <= 0) {
		REQUIRE(is_reason(length));
		return;
	}
	REQUIRE(length <= X86_MAX_LENGTH && (size_t)length <= size && insn.length == length);
	REQUIRE(insn.disp_offset + insn.disp_size <= length);
	REQUIRE(insn.imm_offset + insn.imm_size <= length);
	REQUIRE(x86_mnemonic(&insn)[0] != '?');
	/* Exactly these bytes suffice, and one less does not. */
	REQUIRE(x86_decode(bytes, length, &again) == length);
	REQUIRE(!memcmp(&again, &insn, sizeof(insn)));
	REQUIRE(x86_decode(bytes, length - 1, &again) == X86_TRUNCATED);

	reason = x86_classify(&insn, &plan);
	REQUIRE(reason == 0 || is_reason(reason));
	if (reason == 0 && plan.how == X86_SLOT)
		move_alone(&insn, bytes);
}

static void try_sequence(const uint8_t *bytes, size_t size)
{
	uint8_t *to = malloc(X86_SEQUENCE_ROOM);
	struct x86_moved moved;
	int reason;

	REQUIRE(to);
	reason = x86_relocate_sequence(bytes, size, FROM, to, TO, X86_SEQUENCE_ROOM, &moved);
	REQUIRE(reason == 0 || (is_reason(reason) && reason != X86_NO_ROOM));
	if (reason == 0) {
		REQUIRE(moved.taken >= X86_JUMP_LENGTH && moved.taken <= size);
		REQUIRE(moved.count >= 1 && moved.count <= X86_JUMP_LENGTH);
		REQUIRE(moved.size <= X86_SEQUENCE_ROOM);
	}
	free(to);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *bytes;

	if (size > 64)
		size = 64;
	bytes = malloc(size ? size : 1);
	REQUIRE(bytes);
	if (size)
		memcpy(bytes, data, size);
	try_one(bytes, size);
	try_sequence(bytes, size);
	free(bytes);
	return 0;
}
