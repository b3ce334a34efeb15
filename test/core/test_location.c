/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Argument descriptors as rows: what they mean, what they read, and what is refused. */
#include "driver/core/location.h"
#include "harness.h"

#include <stdio.h>

#define NONE DTRACE_LOCATION_NO_REGISTER

static bool symbol(void *argument, const char *name, size_t length, int64_t *distance)
{
	*distance = 0x1000;
	return length == 7 && memcmp(name, "counter", 7) == 0;
}

static const struct row {
	const char *text;
	struct dtrace_location want;
} rows[] = {
	{"-4@%edi", {DTRACE_LOCATION_REGISTER, -4, DTRACE_REG_RDI, NONE, 0, 0, 0, 0, 0}},
	{"8@%rax", {DTRACE_LOCATION_REGISTER, 8, DTRACE_REG_RAX, NONE, 0, 0, 0, 0, 0}},
	{"1@%ah", {DTRACE_LOCATION_REGISTER, 1, DTRACE_REG_RAX, NONE, 0, 8, 0, 0, 0}},
	{"-1@%r15b", {DTRACE_LOCATION_REGISTER, -1, DTRACE_REG_R15, NONE, 0, 0, 0, 0, 0}},
	{"2@%bp", {DTRACE_LOCATION_REGISTER, 2, DTRACE_REG_RBP, NONE, 0, 0, 0, 0, 0}},
	{"1@%sil", {DTRACE_LOCATION_REGISTER, 1, DTRACE_REG_RSI, NONE, 0, 0, 0, 0, 0}},
	{"8@$-1", {DTRACE_LOCATION_CONSTANT, 8, NONE, NONE, 0, 0, 0, 0, -1}},
	{"4@$0x10", {DTRACE_LOCATION_CONSTANT, 4, NONE, NONE, 0, 0, 0, 0, 16}},
	{"4@-20(%rbp)", {DTRACE_LOCATION_MEMORY, 4, DTRACE_REG_RBP, NONE, 0, 0, 0, 0, -20}},
	{"8@(%rdi)", {DTRACE_LOCATION_MEMORY, 8, DTRACE_REG_RDI, NONE, 0, 0, 0, 0, 0}},
	{"8@8(%rdi,%rcx,4)",
	 {DTRACE_LOCATION_MEMORY, 8, DTRACE_REG_RDI, DTRACE_REG_RCX, 2, 0, 0, 0, 8}},
	{"8@(,%rcx,8)", {DTRACE_LOCATION_MEMORY, 8, NONE, DTRACE_REG_RCX, 3, 0, 0, 0, 0}},
	{"8@(%rdi,%rcx)",
	 {DTRACE_LOCATION_MEMORY, 8, DTRACE_REG_RDI, DTRACE_REG_RCX, 0, 0, 0, 0, 0}},
	{"4@8(%ebp)",
	 {DTRACE_LOCATION_MEMORY, 4, DTRACE_REG_RBP, NONE, 0, 0, DTRACE_LOCATION_32BIT, 0, 8}},
	{"-4@counter(%rip)",
	 {DTRACE_LOCATION_MEMORY, -4, DTRACE_REG_RIP, NONE, 0, 0, 0, 0, 0x1000}},
	{"-4@counter+4(%rip)",
	 {DTRACE_LOCATION_MEMORY, -4, DTRACE_REG_RIP, NONE, 0, 0, 0, 0, 0x1004}},
	{"8@counter", {DTRACE_LOCATION_MEMORY, 8, DTRACE_REG_RIP, NONE, 0, 0, 0, 0, 0x1000}},
	{"8f@(%rsp)",
	 {DTRACE_LOCATION_MEMORY, 8, DTRACE_REG_RSP, NONE, 0, 0, DTRACE_LOCATION_FLOAT, 0, 0}},
	{"%r8", {DTRACE_LOCATION_REGISTER, 8, DTRACE_REG_R8, NONE, 0, 0, 0, 0, 0}},
};

static const struct dtrace_location unknown = {
	DTRACE_LOCATION_UNKNOWN, 8, NONE, NONE, 0, 0, 0, 0, 0};

static const char *const refused[] = {"3@%rax",
				      "8@%rip",
				      "8@%xmm0",
				      "8@",
				      "@%rax",
				      "8@$",
				      "8@$x",
				      "8@4(%rip)",
				      "8@other(%rip)",
				      "8@(%rax",
				      "8@(%al)",
				      "8@(%rax,%rbx,3)",
				      "8@(%rax,)",
				      "8@counter(%rax)",
				      "8@%rax)",
				      "99999999999@%rax",
				      "-3@$1",
				      "8@(%rax)x",
				      "8@counter+counter(%rip)",
				      "8",
				      "-",
				      "x"};

static void same(const struct dtrace_location *a, const struct dtrace_location *b, const char *text)
{
	if (memcmp(a, b, sizeof(*a)) != 0)
		fail_msg("%s: kind %d size %d base %d index %d scale %d value %lld", text, a->kind,
			 a->size, a->base, a->index, a->scale, (long long)a->value);
}

static void test_meaning(void **unused)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *text = rows[i].text;
		struct dtrace_location location;

		assert_true(dtrace_location_parse(&text, symbol, NULL, &location));
		same(&location, &rows[i].want, rows[i].text);
		assert_true(dtrace_location_valid(&location));
		assert_false(dtrace_location_parse(&text, symbol, NULL, &location));
	}
}

static void test_refused(void **unused)
{
	size_t i;

	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		const char *text = refused[i];
		struct dtrace_location location;

		assert_true(dtrace_location_parse(&text, symbol, NULL, &location));
		same(&location, &unknown, refused[i]);
		assert_int_equal(*text, '\0');
	}
}

/* One bad argument does not spoil its neighbours. */
static void test_list(void **unused)
{
	const char *text = "  -4@%edi 8@%xmm0\t8@$7 ";
	struct dtrace_location location;

	assert_true(dtrace_location_parse(&text, NULL, NULL, &location));
	assert_int_equal(location.kind, DTRACE_LOCATION_REGISTER);
	assert_true(dtrace_location_parse(&text, NULL, NULL, &location));
	assert_int_equal(location.kind, DTRACE_LOCATION_UNKNOWN);
	assert_true(dtrace_location_parse(&text, NULL, NULL, &location));
	assert_int_equal(location.value, 7);
	assert_false(dtrace_location_parse(&text, NULL, NULL, &location));
}

static uint64_t read(const char *text)
{
	struct dtrace_firing firing = {.pc = FAKE_USER - 0x1000 + 16};
	struct dtrace_location location;

	assert_true(dtrace_location_parse(&text, symbol, NULL, &location));
	return dtrace_location_read(&location, &firing);
}

static void test_reading(void **unused)
{
	int32_t negative = -5;
	char text[64];

	fake_reset();
	memcpy(fake.user + 16, &negative, sizeof(negative));
	assert_int_equal(read("-1@$255"), (uint64_t)-1);
	assert_int_equal(read("1@$-1"), 255);
	assert_int_equal(read("2@$65537"), 1);
	assert_int_equal(read("8@%rdi"), 0x200 + DTRACE_REG_RDI);
	assert_int_equal(read("1@%ah"), 2);
	assert_int_equal(read("-4@counter(%rip)"), (uint64_t)-5);
	assert_int_equal(read("4@counter(%rip)"), (uint32_t)-5);
	snprintf(text, sizeof(text), "-4@%lld(%%rax)",
		 (long long)(FAKE_USER + 16 - 0x200 - DTRACE_REG_RAX));
	assert_int_equal(read(text), (uint64_t)-5);
	assert_int_equal(read("8@0x7000000000(%rax)"), 0);
	assert_int_equal(read("8@%xmm0"), 0);
}

static void test_checks(void **unused)
{
	struct dtrace_location good = rows[10].want, bad;

#define BREAKS(change, ...)                                     \
	do {                                               \
		bad = good;                                \
		bad.change, ##__VA_ARGS__;                                \
		assert_false(dtrace_location_valid(&bad)); \
	} while (0)
	assert_true(dtrace_location_valid(&good));
	BREAKS(kind = DTRACE_LOCATION_KINDS);
	BREAKS(size = 3);
	BREAKS(size = -128);
	BREAKS(base = DTRACE_REGISTERS);
	BREAKS(base = DTRACE_REG_GS);
	BREAKS(index = 200);
	BREAKS(scale = 4);
	BREAKS(shift = 1);
	BREAKS(flags = 0x80);
	BREAKS(pad = 1);
	BREAKS(kind = DTRACE_LOCATION_REGISTER, bad.base = NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_meaning), cmocka_unit_test(test_refused),
		cmocka_unit_test(test_list),	cmocka_unit_test(test_reading),
		cmocka_unit_test(test_checks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
