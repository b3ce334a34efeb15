/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Relocation at its edges: what must be refused and why, the exact bytes of the rewritten
 * forms, and over all code of libc that a moved RIP-relative operand still means the same
 * address. That moved code does the same is native.c's subject.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "../../driver/x86/x86.h"
#include "elf_text.h"

#define FROM 0xffffffff81000000ull
#define TO   0xffffffffc0000000ull

#define BYTES(...) ((const uint8_t[]){__VA_ARGS__}), sizeof((const uint8_t[]){__VA_ARGS__})

static uint8_t copy[X86_SEQUENCE_ROOM];
static struct x86_moved moved;

static int sequence(const uint8_t *bytes, size_t size, size_t room)
{
	memset(copy, 0xcc, sizeof(copy));
	return x86_relocate_sequence(bytes, size, FROM, copy, TO, room, &moved);
}

static void expect_reason(int reason, int got, const uint8_t *bytes)
{
	if (got != reason)
		fail_msg("%02x %02x ..: got \"%s\", expected \"%s\"", bytes[0], bytes[1],
			 x86_reason(got), x86_reason(reason));
}

static void expect_refused(int reason, const uint8_t *bytes, size_t size)
{
	expect_reason(reason, sequence(bytes, size, sizeof(copy)), bytes);
}

static void test_sequences_refused(void **state)
{
	/* call rax returns to the third byte. */
	expect_refused(X86_TARGET_INSIDE, BYTES(0xff, 0xd0, 0x90, 0x90, 0x90, 0x90));
	/* push rbx; call rax; and the return address is the fourth byte. */
	expect_refused(X86_TARGET_INSIDE, BYTES(0x53, 0xff, 0xd0, 0x90, 0x90, 0x90));
	/* call [rsp + 8], call rsp: the push would change the operand. */
	expect_refused(X86_STACK_OPERAND, BYTES(0x90, 0xff, 0x54, 0x24, 0x08));
	expect_refused(X86_STACK_OPERAND, BYTES(0x90, 0x90, 0x90, 0xff, 0xd4));
	/* je to the second instruction, which is within the five bytes. */
	expect_refused(X86_TARGET_INSIDE, BYTES(0x53, 0x50, 0x74, 0xfd, 0x90, 0x90));
	/* je ahead, into the last of the bytes taken. */
	expect_refused(X86_TARGET_INSIDE, BYTES(0x74, 0x01, 0x90, 0x48, 0x89, 0xe5));
	/* ret and then something other than padding; ret and nothing. */
	expect_refused(X86_ENDS_EARLY, BYTES(0xc3, 0x90, 0x90, 0x90, 0x90));
	expect_refused(X86_ENDS_EARLY, BYTES(0xc3, 0xcc, 0xcc, 0xcc, 0x55));
	expect_refused(X86_TRUNCATED, BYTES(0xc3, 0xcc, 0xcc));
	expect_refused(X86_TRUNCATED, BYTES(0x55, 0x48, 0x89));
	/* Whatever x86_classify() refuses. */
	expect_refused(X86_IS_BREAKPOINT, BYTES(0x90, 0xcc, 0x90, 0x90, 0x90));
	expect_refused(X86_IS_UNDEFINED, BYTES(0x0f, 0x0b, 0x90, 0x90, 0x90));
	expect_refused(X86_IS_SHADOW, BYTES(0xfb, 0x90, 0x90, 0x90, 0x90));
	expect_refused(X86_IS_ENDBR, BYTES(0xf3, 0x0f, 0x1e, 0xfa, 0x90));
	expect_refused(X86_UNKNOWN, BYTES(0x90, 0x0f, 0x04, 0x90, 0x90));
}

static void expect_sequence(unsigned int taken, const uint8_t *bytes, size_t size,
			    const uint8_t *wanted, size_t wanted_size)
{
	int reason = sequence(bytes, size, sizeof(copy));

	if (reason != 0)
		fail_msg("%02x %02x ..: %s", bytes[0], bytes[1], x86_reason(reason));
	assert_int_equal(moved.taken, taken);
	assert_int_equal(moved.size, wanted_size);
	assert_memory_equal(copy, wanted, wanted_size);
	assert_int_equal(copy[wanted_size], 0xcc);
}

/* TO - FROM is 0x3f000000: distances backwards begin with 0xc1. */
static void test_sequences_moved(void **state)
{
	/* ret and padding; a jump of five bytes to elsewhere. */
	expect_sequence(5, BYTES(0xc3, 0xcc, 0xcc, 0xcc, 0xcc), BYTES(0xc3));
	expect_sequence(5, BYTES(0xe9, 0xfb, 0, 0, 0), BYTES(0xe9, 0xfb, 0x00, 0x00, 0xc1));
	/* push rbp; mov rbp, rsp; push r15: six bytes, and back to the seventh. */
	expect_sequence(6, BYTES(0x55, 0x48, 0x89, 0xe5, 0x41, 0x57, 0x90),
			BYTES(0x55, 0x48, 0x89, 0xe5, 0x41, 0x57, 0xe9, 0xfb, 0xff, 0xff, 0xc0));
	assert_int_equal(moved.count, 3);
	assert_int_equal(moved.from[2], 4);
	assert_int_equal(moved.to[2], 4);
	/* call: push of the return address, jump. */
	expect_sequence(5, BYTES(0xe8, 0xfb, 0, 0, 0),
			BYTES(0x68, 0x05, 0x00, 0x00, 0x81, 0xe9, 0xf6, 0x00, 0x00, 0xc1));
	/* call [r12 + 8]: not the stack pointer although its ModRM and SIB look like it. */
	expect_sequence(6, BYTES(0x90, 0x41, 0xff, 0x54, 0x24, 0x08),
			BYTES(0x90, 0x68, 0x06, 0x00, 0x00, 0x81, 0x41, 0xff, 0x64, 0x24, 0x08));
	/* jrcxz to the beginning itself: has no near form. */
	expect_sequence(5, BYTES(0xe3, 0xfe, 0x90, 0x90, 0x90),
			BYTES(0xe3, 0x02, 0xeb, 0x05, 0xe9, 0xf7, 0xff, 0xff, 0xc0, 0x90, 0x90,
			      0x90, 0xe9, 0xf4, 0xff, 0xff, 0xc0));
}

/* However small the room: refused, and nothing behind it is written. */
static void test_sequence_room(void **state)
{
	static const uint8_t bytes[] = {0x74, 0x20, 0xff, 0x15, 0, 0, 0, 0, 0x90};
	size_t room, full;

	assert_int_equal(sequence(bytes, sizeof(bytes), sizeof(copy)), 0);
	full = moved.size;
	for (room = 0; room < full; room++) {
		assert_int_equal(sequence(bytes, sizeof(bytes), room), X86_NO_ROOM);
		assert_int_equal(copy[room], 0xcc);
	}
	assert_int_equal(sequence(bytes, sizeof(bytes), full), 0);
}

static struct x86_span span;

static void expect_span(unsigned int taken, unsigned int count, const uint8_t *bytes, size_t size)
{
	int reason = x86_span(bytes, size, &span);

	if (reason != 0)
		fail_msg("%02x %02x ..: %s", bytes[0], bytes[1], x86_reason(reason));
	assert_int_equal(span.taken, taken);
	assert_int_equal(span.count, count);
	assert_int_equal(span.at[0], 0);
	assert_true(span.at[count - 1] < X86_JUMP_LENGTH);
}

/* What a jump may replace: as many whole instructions as its five bytes need, none more. */
static void test_spans(void **state)
{
	/* push rbp; mov rbp, rsp; push r15: the last begins within the five. */
	expect_span(6, 3, BYTES(0x55, 0x48, 0x89, 0xe5, 0x41, 0x57, 0x90));
	assert_int_equal(span.at[1], 1);
	assert_int_equal(span.at[2], 4);
	expect_span(5, 5, BYTES(0x50, 0x51, 0x52, 0x53, 0x55));
	/* One instruction: mov r14, imm64; and five bytes exactly. */
	expect_span(10, 1, BYTES(0x49, 0xbe, 1, 2, 3, 4, 5, 6, 7, 8, 0xc3));
	expect_span(5, 1, BYTES(0xb8, 1, 0, 0, 0));
	assert_false(span.jump);
	/* 4 + 11: the widest that one jump can be. (mov dword [rsp + disp32], imm32 is 11.) */
	expect_span(15, 2, BYTES(0x48, 0x83, 0xec, 0x08, 0xc7, 0x84, 0x24, 1, 0, 0, 0, 2, 0, 0, 0));
	/* A call returns behind the span, wherever it begins: push rbx; call. */
	expect_span(6, 2, BYTES(0x53, 0xe8, 0, 1, 0, 0));
	expect_span(9, 5, BYTES(0x90, 0x90, 0x90, 0x90, 0xe8, 0, 1, 0, 0));
	/* A near jump alone: whose target the caller must like. */
	expect_span(5, 1, BYTES(0xe9, 0xfb, 0, 0, 0));
	assert_true(span.jump);
}

static void expect_no_span(int reason, const uint8_t *bytes, size_t size)
{
	expect_reason(reason, x86_span(bytes, size, &span), bytes);
}

static void test_spans_refused(void **state)
{
	/* test rdi, rdi; je. je first. jmp short. jmp near behind something else. */
	expect_no_span(X86_LEAVES, BYTES(0x48, 0x85, 0xff, 0x74, 0x20, 0x90));
	expect_no_span(X86_LEAVES, BYTES(0x0f, 0x84, 0, 1, 0, 0));
	expect_no_span(X86_LEAVES, BYTES(0xeb, 0x10, 0x90, 0x90, 0x90));
	expect_no_span(X86_LEAVES, BYTES(0x90, 0xe9, 0, 1, 0, 0));
	/* Indirect calls and jumps, and returns, alone or behind something. */
	expect_no_span(X86_LEAVES, BYTES(0xff, 0xd0, 0x90, 0x90, 0x90));
	expect_no_span(X86_LEAVES, BYTES(0xff, 0xe0, 0xcc, 0xcc, 0xcc));
	expect_no_span(X86_LEAVES, BYTES(0xff, 0x24, 0xc5, 0, 0, 0, 0));
	expect_no_span(X86_LEAVES, BYTES(0x31, 0xc0, 0xc3, 0xcc, 0xcc, 0xcc));
	expect_no_span(X86_LEAVES, BYTES(0xc3, 0xcc, 0xcc, 0xcc, 0xcc));
	expect_no_span(X86_LEAVES, BYTES(0xe3, 0x10, 0x90, 0x90, 0x90));
	/* Somebody's breakpoint in there; ud2; sti; the unknown; the end of the text. */
	expect_no_span(X86_IS_BREAKPOINT, BYTES(0x55, 0xcc, 0x89, 0xe5, 0x90));
	expect_no_span(X86_IS_UNDEFINED, BYTES(0x55, 0x0f, 0x0b, 0x90, 0x90));
	expect_no_span(X86_IS_SHADOW, BYTES(0x55, 0xfb, 0x90, 0x90, 0x90));
	expect_no_span(X86_UNKNOWN, BYTES(0x90, 0x0f, 0x04, 0x90, 0x90));
	expect_no_span(X86_TRUNCATED, BYTES(0x55, 0x48, 0x89));
	/* 4 + 12 bytes: the same with a 64-bit operand. */
	expect_no_span(X86_TOO_WIDE, BYTES(0x48, 0x83, 0xec, 0x08, 0x48, 0xc7, 0x84, 0x24, 1, 0, 0,
					   0, 2, 0, 0, 0));
}

/* Whatever its length it is one instruction, and leads to the same place. */
static void test_wide_jumps(void **state)
{
	unsigned int length;
	uint8_t bytes[X86_MAX_LENGTH];
	struct x86_insn insn;
	uint64_t target;

	for (length = X86_JUMP_LENGTH; length <= X86_MAX_LENGTH; length++) {
		assert_int_equal(x86_make_wide_jump(bytes, FROM, TO, length), 0);
		assert_int_equal(x86_decode(bytes, length, &insn), length);
		assert_int_equal(insn.flow, X86_FLOW_JMP);
		assert_true(x86_branch_target(&insn, FROM, &target));
		assert_true(target == TO);
	}
	assert_int_equal(x86_make_wide_jump(bytes, FROM, FROM + 0x80000010, 7), X86_OUT_OF_REACH);
}

static int relocate(const uint8_t *bytes, size_t size, uint64_t to, size_t room)
{
	struct x86_insn insn;

	assert_int_equal(x86_decode(bytes, size, &insn), size);
	return x86_relocate(&insn, bytes, FROM, copy, to, room);
}

static void test_relocate_refused(void **state)
{
	assert_int_equal(relocate(BYTES(0xe8, 0, 0, 0, 0), TO, 15), X86_MUST_EMULATE);
	assert_int_equal(relocate(BYTES(0x74, 0), TO, 15), X86_MUST_EMULATE);
	assert_int_equal(relocate(BYTES(0xff, 0xd0), TO, 15), X86_MUST_EMULATE);
	assert_int_equal(relocate(BYTES(0x67, 0x8b, 0x05, 0, 0, 0, 0), TO, 15), X86_ADDRESS_SIZE);
	assert_int_equal(relocate(BYTES(0x48, 0x89, 0xe5), TO, 2), X86_NO_ROOM);
	assert_int_equal(relocate(BYTES(0x48, 0x89, 0xe5), TO, 3), 3);
}

/* lea rax, [rip + 0]: the displacement becomes from - to exactly. */
static void test_reach(void **state)
{
	const uint64_t furthest = 0x80000000ull;
	uint8_t jump[X86_JUMP_LENGTH];

	assert_int_equal(relocate(BYTES(0x48, 0x8d, 0x05, 0, 0, 0, 0), FROM + furthest, 15), 7);
	assert_int_equal(relocate(BYTES(0x48, 0x8d, 0x05, 0, 0, 0, 0), FROM + furthest + 1, 15),
			 X86_OUT_OF_REACH);
	assert_int_equal(relocate(BYTES(0x48, 0x8d, 0x05, 0, 0, 0, 0), FROM - furthest + 1, 15), 7);
	assert_int_equal(relocate(BYTES(0x48, 0x8d, 0x05, 0, 0, 0, 0), FROM - furthest, 15),
			 X86_OUT_OF_REACH);
	assert_int_equal(x86_make_jump(jump, FROM, FROM + 5 + furthest - 1), X86_JUMP_LENGTH);
	assert_int_equal(x86_make_jump(jump, FROM, FROM + 5 + furthest), X86_OUT_OF_REACH);
	assert_int_equal(x86_make_jump(jump, FROM, FROM + 5 - furthest), X86_JUMP_LENGTH);
	assert_int_equal(x86_make_jump(jump, FROM, FROM + 5 - furthest - 1), X86_OUT_OF_REACH);
	/* A sequence that cannot reach back. */
	assert_int_equal(x86_relocate_sequence(BYTES(0x0f, 0x1f, 0x44, 0, 0), 0x1000, copy,
					       0x1000 + 2 * furthest, sizeof(copy), &moved),
			 X86_OUT_OF_REACH);
}

/* Where a RIP-relative operand points, of an instruction decoded from `address`. */
static uint64_t operand(const struct x86_insn *insn, uint64_t address)
{
	return address + insn->length + (uint64_t)insn->disp;
}

static void relocate_stretch(const struct text_stretch *text, void *arg)
{
	const uint64_t from = 0x10000000, to = 0x50001230;
	unsigned long *count = arg;
	struct x86_insn insn, again;
	size_t at = 0;
	int length;

	for (; at < text->size; at += length) {
		length = x86_decode(text->bytes + at, text->size - at, &insn);
		if (length < 0)
			return;
		if (!x86_rip_relative(&insn) || insn.flow == X86_FLOW_CALL_INDIRECT)
			continue;
		assert_int_equal(x86_relocate(&insn, text->bytes + at, from, copy, to, 15), length);
		assert_int_equal(x86_decode(copy, length, &again), length);
		assert_int_equal(operand(&again, to), operand(&insn, from));
		assert_int_equal(again.imm, insn.imm);
		assert_int_equal(again.opcode, insn.opcode);
		(*count)++;
	}
}

static void test_operands_of_libc(void **state)
{
	unsigned long count = 0;

	assert_int_equal(
		elf_text_walk("/usr/lib/x86_64-linux-gnu/libc.so.6", relocate_stretch, &count), 0);
	assert_true(count > 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sequences_refused), cmocka_unit_test(test_sequences_moved),
		cmocka_unit_test(test_sequence_room),	  cmocka_unit_test(test_spans),
		cmocka_unit_test(test_spans_refused),	  cmocka_unit_test(test_wide_jumps),
		cmocka_unit_test(test_relocate_refused),  cmocka_unit_test(test_reach),
		cmocka_unit_test(test_operands_of_libc),
	};

	return cmocka_run_group_tests_name("x86 relocate", tests, NULL, NULL);
}
