/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Rows: an instruction as the assembler writes it, what the decoder must call it, and how
 * x86_classify() must want it continued (or refused). The bytes and the true length come from the
 * assembler when this file is compiled, so no row can be wrong about them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "../../driver/x86/x86.h"
#include "rows.h"

#define ROW_BYTES 16 /* a length, then room for 15 bytes */

/* 9f - 8f: what the assembler made of the text between the labels. */
#define ASSEMBLE(how, mnemonic, text) ".byte 9f - 8f\n8: " text "\n9: .skip 15 - (9b - 8b), 0xcc\n"

asm(".pushsection .rodata\n"
    ".intel_syntax noprefix\n"
    "assembled_rows:\n" ROWS(ASSEMBLE) ".att_syntax prefix\n"
				       ".popsection");

extern const uint8_t assembled_rows[][ROW_BYTES] __attribute__((visibility("hidden")));

struct row {
	int how;
	const char *mnemonic, *text;
};

#define EXPECT(how, mnemonic, text) {how, mnemonic, text},
static const struct row expected_rows[] = {ROWS(EXPECT)};

#define ROW_COUNT (sizeof(expected_rows) / sizeof(expected_rows[0]))

static int classify_row(const uint8_t *bytes, size_t size, struct x86_insn *insn)
{
	struct x86_plan plan;
	int reason = x86_decode(bytes, size, insn);

	if (reason < 0)
		return reason;
	reason = x86_classify(insn, &plan);
	return reason < 0 ? reason : plan.how;
}

static void check_row(const struct row *row, const uint8_t *assembled)
{
	struct x86_insn insn;
	int how = classify_row(assembled + 1, assembled[0], &insn);

	if (how != row->how)
		fail_msg("%s: expected %d, got %d (%s)", row->text, row->how, how,
			 how < 0 ? x86_reason(how) : "accepted");
	if (!row->mnemonic[0])
		return;
	if (insn.length != assembled[0])
		fail_msg("%s: length %d, the assembler says %d", row->text, insn.length,
			 assembled[0]);
	if (strcmp(x86_mnemonic(&insn), row->mnemonic))
		fail_msg("%s: called %s", row->text, x86_mnemonic(&insn));
}

static void test_rows(void **state)
{
	size_t i;

	for (i = 0; i < ROW_COUNT; i++)
		check_row(&expected_rows[i], assembled_rows[i]);
}

/* Every strict prefix of an instruction is cut off, never something else. */
static void test_truncated(void **state)
{
	struct x86_insn insn;
	size_t i, size;
	int result;

	for (i = 0; i < ROW_COUNT; i++) {
		if (!expected_rows[i].mnemonic[0])
			continue;
		for (size = 0; size < assembled_rows[i][0]; size++) {
			result = x86_decode(assembled_rows[i] + 1, size, &insn);
			if (result != X86_TRUNCATED)
				fail_msg("%s: %zu bytes give %d", expected_rows[i].text, size,
					 result);
		}
	}
}

static void test_length_limit(void **state)
{
	uint8_t bytes[17];
	struct x86_insn insn;

	memset(bytes, 0x66, sizeof(bytes));
	bytes[14] = 0x90;
	assert_int_equal(x86_decode(bytes, sizeof(bytes), &insn), 15);
	bytes[14] = 0x66;
	bytes[15] = 0x90;
	assert_int_equal(x86_decode(bytes, sizeof(bytes), &insn), X86_TOO_LONG);
	assert_int_equal(x86_decode(bytes, 15, &insn), X86_TOO_LONG);
	assert_int_equal(x86_decode(bytes, 14, &insn), X86_TRUNCATED);
}

/* Of several F2/F3 the last counts; a REX before another prefix is void. */
static void test_prefix_order(void **state)
{
	static const uint8_t movss[] = {0xf2, 0xf3, 0x0f, 0x10, 0xc0};
	static const uint8_t movsd[] = {0xf3, 0x66, 0xf2, 0x0f, 0x10, 0xc0};
	static const uint8_t void_rex[] = {0x48, 0x2e, 0xb8, 1, 2, 3, 4};
	struct x86_insn insn;

	assert_int_equal(x86_decode(movss, sizeof(movss), &insn), sizeof(movss));
	assert_string_equal(x86_mnemonic(&insn), "movss");
	assert_int_equal(x86_decode(movsd, sizeof(movsd), &insn), sizeof(movsd));
	assert_string_equal(x86_mnemonic(&insn), "movsd");
	/* Were the REX.W alive, this would be mov rax, imm64. */
	assert_int_equal(x86_decode(void_rex, sizeof(void_rex), &insn), sizeof(void_rex));
	assert_int_equal(insn.rex, 0);
	assert_int_equal(insn.imm, 0x04030201);
}

static void test_operands(void **state)
{
	static const uint8_t store[] = {0xc7, 5, 0xfe, 0xff, 0xff, 0xff, 0x78, 0x56, 0x34, 0x12};
	static const uint8_t absolute[] = {0x8b, 0x04, 0x25, 0, 0, 0, 1};
	static const uint8_t jne[] = {0x75, 0xfe};
	struct x86_insn insn;
	uint64_t target = 0;

	/* mov dword [rip - 2], 0x12345678 */
	assert_int_equal(x86_decode(store, sizeof(store), &insn), sizeof(store));
	assert_true(x86_rip_relative(&insn));
	assert_int_equal(insn.disp, -2);
	assert_int_equal(insn.disp_offset, 2);
	assert_int_equal(insn.disp_size, 4);
	assert_int_equal(insn.imm, 0x12345678);
	assert_int_equal(insn.imm_offset, 6);
	assert_false(x86_branch_target(&insn, 0x1000, &target));
	assert_int_equal(x86_decode(jne, sizeof(jne), &insn), sizeof(jne));
	assert_true(x86_branch_target(&insn, 0x1000, &target));
	assert_int_equal(target, 0x1000);
	/* [disp32] through a SIB byte is not RIP-relative. */
	assert_int_equal(x86_decode(absolute, sizeof(absolute), &insn), sizeof(absolute));
	assert_false(x86_rip_relative(&insn));
}

static void test_reasons(void **state)
{
	int reason;

	for (reason = -1; reason >= X86_LAST_REASON; reason--) {
		assert_non_null(x86_reason(reason));
		assert_string_not_equal(x86_reason(reason), "unknown reason");
	}
	assert_string_equal(x86_reason(X86_LAST_REASON - 1), "unknown reason");
	assert_string_equal(x86_reason(1), "unknown reason");
}

static void check_falls_through(uint8_t first, uint8_t second, int length, bool expected)
{
	const uint8_t bytes[] = {first, second};
	struct x86_insn insn;

	assert_int_equal(x86_decode(bytes, sizeof(bytes), &insn), length);
	assert_int_equal(x86_falls_through(&insn), expected);
}

static void test_falls_through(void **state)
{
	check_falls_through(0xff, 0x18, 2, true);  /* callf */
	check_falls_through(0xff, 0x28, 2, false); /* jmpf */
	check_falls_through(0xff, 0xd0, 2, true);  /* call rax */
	check_falls_through(0xff, 0xe0, 2, false); /* jmp rax */
	check_falls_through(0x75, 0x00, 2, true);  /* jne */
	check_falls_through(0xeb, 0x00, 2, false); /* jmp */
	check_falls_through(0xc3, 0x90, 1, false); /* ret */
	check_falls_through(0xcb, 0x90, 1, false); /* retf */
	check_falls_through(0x0f, 0x0b, 2, false); /* ud2 */
	check_falls_through(0x90, 0x90, 1, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),	      cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_length_limit),  cmocka_unit_test(test_prefix_order),
		cmocka_unit_test(test_operands),      cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_falls_through),
	};

	return cmocka_run_group_tests_name("x86 rows", tests, NULL, NULL);
}
