/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Instructions for another address: single ones for slots, short sequences for jump sites.
 *
 * A copy must do what the original would have done. A RIP-relative displacement is corrected by the
 * distance moved; relative branches are rewritten in their near form; a call pushes the return
 * address of the original, so that nothing that lives longer than the copy ever points into it.
 * What cannot be kept equal is refused.
 *
 * Pure functions over the memory given, any context. They write to `to`, which need not be the
 * memory the code will run from.
 */
#include "x86.h"

static bool fits_in_32(int64_t value)
{
	return value == (int32_t)value;
}

static void store_32(uint8_t *at, uint64_t value)
{
	uint32_t low = (uint32_t)value;

	__builtin_memcpy(at, &low, sizeof(low));
}

int x86_make_jump(uint8_t *at, uint64_t at_address, uint64_t target)
{
	int64_t distance = (int64_t)(target - (at_address + X86_JUMP_LENGTH));

	if (!fits_in_32(distance))
		return X86_OUT_OF_REACH;
	at[0] = X86_JUMP;
	store_32(at + 1, (uint64_t)distance);
	return X86_JUMP_LENGTH;
}

/* A segment prefix means nothing to a relative jump; compilers widen theirs with it, too. */
int x86_make_wide_jump(uint8_t *at, uint64_t at_address, uint64_t target, unsigned int length)
{
	unsigned int prefixes = length - X86_JUMP_LENGTH;
	int result = x86_make_jump(at + prefixes, at_address + prefixes, target);

	__builtin_memset(at, X86_JUMP_PREFIX, prefixes);
	return result < 0 ? result : 0;
}

int x86_span(const uint8_t *bytes, size_t avail, struct x86_span *span)
{
	struct x86_insn insn;
	struct x86_plan plan;
	int reason;

	*span = (struct x86_span){0};
	do {
		reason = x86_decode(bytes + span->taken, avail - span->taken, &insn);
		if (reason < 0)
			return reason;
		reason = x86_classify(&insn, &plan);
		if (reason < 0)
			return reason;
		span->jump = insn.flow == X86_FLOW_JMP && insn.length == X86_JUMP_LENGTH &&
			     span->taken == 0;
		if (insn.flow != X86_FLOW_NONE && insn.flow != X86_FLOW_CALL && !span->jump)
			return X86_LEAVES;
		span->at[span->count++] = span->taken;
		span->taken += insn.length;
	} while (span->taken < X86_JUMP_LENGTH);
	return span->taken > X86_MAX_LENGTH ? X86_TOO_WIDE : 0;
}

/* Copy, with the displacement corrected by from - to. */
static int copy_moved(const struct x86_insn *insn, const uint8_t *bytes, uint64_t from, uint8_t *to,
		      uint64_t to_address, size_t room)
{
	int64_t disp = insn->disp;

	if (room < insn->length)
		return X86_NO_ROOM;
	if (x86_rip_relative(insn)) {
		if (insn->prefixes & X86_PREFIX_67)
			return X86_ADDRESS_SIZE;
		disp = (int64_t)((uint64_t)disp + from - to_address);
		if (!fits_in_32(disp))
			return X86_OUT_OF_REACH;
	}
	__builtin_memcpy(to, bytes, insn->length);
	if (x86_rip_relative(insn))
		store_32(to + insn->disp_offset, (uint64_t)disp);
	return insn->length;
}

int x86_relocate(const struct x86_insn *insn, const uint8_t *bytes, uint64_t from, uint8_t *to,
		 uint64_t to_address, size_t room)
{
	if ((insn->attributes & X86_ATTR_RELATIVE) || insn->flow == X86_FLOW_CALL_INDIRECT)
		return X86_MUST_EMULATE;
	return copy_moved(insn, bytes, from, to, to_address, room);
}

/* The copy being written. `reason` is sticky: after the first failure nothing is written. */
struct copy {
	uint8_t *bytes;
	uint64_t address;
	size_t size, room;
	int reason;
};

static void emit(struct copy *copy, const uint8_t *bytes, size_t size)
{
	if (!copy->reason && size > copy->room - copy->size)
		copy->reason = X86_NO_ROOM;
	if (copy->reason)
		return;
	__builtin_memcpy(copy->bytes + copy->size, bytes, size);
	copy->size += size;
}

static void emit_32(struct copy *copy, uint64_t value)
{
	uint8_t bytes[4];

	store_32(bytes, value);
	emit(copy, bytes, sizeof(bytes));
}

/* The opcode of a near branch and its displacement. */
static void emit_branch(struct copy *copy, const uint8_t *opcode, size_t size, uint64_t target)
{
	int64_t distance = (int64_t)(target - (copy->address + copy->size + size + 4));

	if (!copy->reason && !fits_in_32(distance))
		copy->reason = X86_OUT_OF_REACH;
	emit(copy, opcode, size);
	emit_32(copy, (uint64_t)distance);
}

static void emit_jump(struct copy *copy, uint64_t target)
{
	emit_branch(copy, (const uint8_t[]){0xe9}, 1, target);
}

static void emit_jcc(struct copy *copy, uint8_t condition, uint64_t target)
{
	emit_branch(copy, (const uint8_t[]){0x0f, 0x80 | condition}, 2, target);
}

/* There is no near loop or jrcxz: loop +2; jmp short +5; jmp near target. */
static void emit_loop(struct copy *copy, const struct x86_insn *insn, uint64_t target)
{
	const uint8_t branch[] = {insn->opcode, 2, 0xeb, X86_JUMP_LENGTH};

	if (insn->prefixes & X86_PREFIX_67)
		emit(copy, (const uint8_t[]){0x67}, 1);
	emit(copy, branch, sizeof(branch));
	emit_jump(copy, target);
}

/* push imm32 extends the sign; where that is not enough, mov dword [rsp+4], high half. */
static void emit_push(struct copy *copy, uint64_t value)
{
	emit(copy, (const uint8_t[]){0x68}, 1);
	emit_32(copy, value);
	if (fits_in_32((int64_t)value))
		return;
	emit(copy, (const uint8_t[]){0xc7, 0x44, 0x24, 0x04}, 4);
	emit_32(copy, value >> 32);
}

static void emit_moved(struct copy *copy, const struct x86_insn *insn, const uint8_t *bytes,
		       uint64_t from)
{
	int length;

	if (copy->reason)
		return;
	length = copy_moved(insn, bytes, from, copy->bytes + copy->size, copy->address + copy->size,
			    copy->room - copy->size);
	if (length < 0)
		copy->reason = length;
	else
		copy->size += length;
}

/* The push comes before the operand is read, so the operand must not depend on rsp. */
static bool uses_stack_pointer(const struct x86_insn *insn)
{
	uint8_t base = insn->attributes & X86_ATTR_HAS_SIB ? insn->sib & 7 : insn->modrm & 7;

	return base == 4 && !(insn->rex & 1);
}

/* call r/m is FF /2, jmp r/m is FF /4: push the return address, and the same with /4. */
static void emit_indirect_call(struct copy *copy, const struct x86_insn *insn, const uint8_t *bytes,
			       uint64_t from)
{
	uint8_t jump[X86_MAX_LENGTH];

	if (uses_stack_pointer(insn)) {
		copy->reason = X86_STACK_OPERAND;
		return;
	}
	__builtin_memcpy(jump, bytes, insn->length);
	jump[insn->modrm_offset] = (insn->modrm & ~0x38) | 0x20;
	emit_push(copy, from + insn->length);
	emit_moved(copy, insn, jump, from);
}

static void emit_instruction(struct copy *copy, const struct x86_insn *insn, const uint8_t *bytes,
			     uint64_t from)
{
	uint64_t target = 0;

	x86_branch_target(insn, from, &target);
	switch (insn->flow) {
	case X86_FLOW_JMP:
		emit_jump(copy, target);
		break;
	case X86_FLOW_JCC:
		emit_jcc(copy, insn->opcode & 15, target);
		break;
	case X86_FLOW_LOOP:
		emit_loop(copy, insn, target);
		break;
	case X86_FLOW_CALL:
		emit_push(copy, from + insn->length);
		emit_jump(copy, target);
		break;
	case X86_FLOW_CALL_INDIRECT:
		emit_indirect_call(copy, insn, bytes, from);
		break;
	default:
		emit_moved(copy, insn, bytes, from);
		break;
	}
}

static bool is_call(const struct x86_insn *insn)
{
	return insn->flow == X86_FLOW_CALL || insn->flow == X86_FLOW_CALL_INDIRECT;
}

/* Control comes to the end of the copy: it needs a jump back. A copied call returns by itself. */
static bool runs_on(const struct x86_insn *insn)
{
	return x86_falls_through(insn) && !is_call(insn);
}

/* Only padding may follow where control has ended before the five bytes are full. */
static int end_early(const uint8_t *bytes, size_t avail, struct x86_moved *moved)
{
	if (avail < X86_JUMP_LENGTH)
		return X86_TRUNCATED;
	for (; moved->taken < X86_JUMP_LENGTH; moved->taken++) {
		if (bytes[moved->taken] != 0xcc)
			return X86_ENDS_EARLY;
	}
	return 0;
}

/* Decode, judge and move the instruction at moved->taken. */
static int move_one(const uint8_t *bytes, size_t avail, uint64_t from, struct copy *copy,
		    struct x86_moved *moved, struct x86_insn *insn)
{
	uint8_t at = moved->taken;
	struct x86_plan plan;
	int reason = x86_decode(bytes + at, avail - at, insn);

	if (reason < 0)
		return reason;
	reason = x86_classify(insn, &plan);
	if (reason < 0)
		return reason;
	if (is_call(insn) && at + insn->length < X86_JUMP_LENGTH)
		return X86_TARGET_INSIDE;
	moved->from[moved->count] = at;
	moved->to[moved->count] = copy->size;
	moved->count++;
	moved->taken += insn->length;
	emit_instruction(copy, insn, bytes + at, from + at);
	return copy->reason;
}

/* Does one of the moved branches lead into the middle of what is replaced? To its start is well. */
static bool branches_inside(const uint8_t *bytes, size_t avail, const struct x86_moved *moved)
{
	struct x86_insn insn;
	uint64_t target;
	unsigned int i;

	for (i = 0; i < moved->count; i++) {
		uint8_t at = moved->from[i];

		if (x86_decode(bytes + at, avail - at, &insn) < 0)
			return true;
		if (x86_branch_target(&insn, at, &target) && target - 1 < moved->taken - 1u)
			return true;
	}
	return false;
}

int x86_relocate_sequence(const uint8_t *bytes, size_t avail, uint64_t from, uint8_t *to,
			  uint64_t to_address, size_t room, struct x86_moved *moved)
{
	struct copy copy = {.bytes = to, .address = to_address, .room = room};
	struct x86_insn insn;
	int reason;

	*moved = (struct x86_moved){0};
	do {
		reason = move_one(bytes, avail, from, &copy, moved, &insn);
		if (reason < 0)
			return reason;
	} while (moved->taken < X86_JUMP_LENGTH && runs_on(&insn));

	if (moved->taken < X86_JUMP_LENGTH) {
		reason = end_early(bytes, avail, moved);
		if (reason < 0)
			return reason;
	}
	if (branches_inside(bytes, avail, moved))
		return X86_TARGET_INSIDE;
	if (runs_on(&insn))
		emit_jump(&copy, from + moved->taken);
	moved->size = copy.size;
	return copy.reason;
}
