/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What actions record and do, and how a program's records are described. */
#include "programs.h"

static struct assembly a;

static void test_descriptions(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_record_desc records[8];
	struct dtrace_ioc_eprobe eprobe = {.epid = 1, .count = 8, .records = (uintptr_t)records};
	struct dtrace_ioc_format format = {.format = 1};
	uint32_t small;
	char text[64];

	asm_start(&a);
	a.result = (struct dif_type){.size = 4, .flags = DIF_TYPE_SIGNED};
	asm_ret(&a, 0);
	small = program_difo(p, &a);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_PRINTF, small, 0);
	program_format(p, "%d and %s");
	program_action(p, DTRACEACT_PRINTF, constant(p, 1), 0);
	asm_start(&a); /* an assignment: no record */
	a.result.size = 0;
	asm_ret(&a, 0);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	asm_start(&a);
	asm_string(&a, 1, "text");
	asm_string_result(&a);
	asm_ret(&a, 1);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	program_action(p, DTRACEACT_STACK, DOF_NO_SECTION, 0);
	program_action(p, DTRACEACT_USTACK, DOF_NO_SECTION, 5 | 16ull << 32);
	program_action(p, DTRACEACT_PRINTF, DOF_NO_SECTION, 0);
	program_format(p, "nothing to format");
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(control(state, DTRACEIOC_EPROBE, &eprobe), 0);
	assert_int_equal(eprobe.count, 6);
	assert_int_equal(eprobe.probe, test_probe[0]);
	assert_int_equal(records[0].size, 4);
	assert_int_equal(records[0].offset, 16);
	assert_int_equal(records[0].flags, DTRACE_RECORD_SIGNED);
	assert_int_equal(records[0].format, 1);
	assert_int_equal(records[1].offset, 24);
	assert_int_equal(records[2].size, 256);
	assert_int_equal(records[2].flags, DTRACE_RECORD_STRING);
	assert_int_equal(records[3].size, 160);
	assert_int_equal(records[3].arg, 20);
	assert_int_equal(records[4].size, 64);
	assert_int_equal(records[5].size, 0);
	assert_int_equal(records[5].statement, 7);
	assert_int_equal(eprobe.size % 8, 0);
	assert_int_equal(control(state, DTRACEIOC_FORMAT, &format), -ENOSPC);
	assert_int_equal(format.length, 10);
	format.string = (uintptr_t)text;
	assert_int_equal(control(state, DTRACEIOC_FORMAT, &format), 0);
	assert_string_equal(text, "%d and %s");
	format.format = 3;
	assert_int_equal(control(state, DTRACEIOC_FORMAT, &format), -EINVAL);
	eprobe.epid = 2;
	assert_int_equal(control(state, DTRACEIOC_EPROBE, &eprobe), -EINVAL);
	dtrace_state_close(state);
}

/* A clause that only assigns says that it fired; one that only aggregates does not. */
static void test_default_record(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();

	program_clause(p, "test:::one", DOF_NO_SECTION); /* no body */
	program_clause(p, "test:::one", DOF_NO_SECTION);
	asm_start(&a);
	a.result.size = 0;
	asm_ret(&a, 0);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "a");
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0);
	EXPECT(state, ~0ull, ~0ull);
	dtrace_state_close(state);
}

static void test_stacks_and_symbols(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	const struct dtrace_firing_header *header;
	struct dtrace_ioc_snapshot snap;
	size_t offset = 0;
	const uint64_t *w;

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_STACK, DOF_NO_SECTION, 4);
	program_action(p, DTRACEACT_USTACK, DOF_NO_SECTION, 2 | 8ull << 32);
	program_action(p, DTRACEACT_SYM, constant(p, 0x77), 0);
	program_action(p, DTRACEACT_USYM, constant(p, 0x88), 0);
	program_action(p, DTRACEACT_TRACEMEM, constant(p, FAKE_KERNEL), 8);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	memcpy(fake.kernel, "memory!!", 8);
	fire(0, 0);
	header = next_firing(snapshot(state, 0, false, &snap), &snap, &offset);
	w = (const uint64_t *)(header + 1);
	assert_int_equal(w[0], 0x1000);
	assert_int_equal(w[2], 0x1002);
	assert_int_equal(w[3], 0);
	assert_int_equal(w[4], 100); /* pid */
	assert_int_equal(w[5], 0x2000);
	assert_int_equal(w[6], 0x2001);
	assert_int_equal(w[7], 0); /* strings */
	assert_int_equal(w[8], 0x77);
	assert_int_equal(w[9], 100);
	assert_int_equal(w[10], 0x88);
	assert_memory_equal(&w[11], "memory!!", 8);
	dtrace_state_close(state);
}

static void destructive(struct program *p)
{
	program_option(p, DTRACEOPT_DESTRUCTIVE, 1);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_STOP, DOF_NO_SECTION, 0);
	program_action(p, DTRACEACT_RAISE, constant(p, 9), 0);
	program_action(p, DTRACEACT_BREAKPOINT, DOF_NO_SECTION, 0);
	program_action(p, DTRACEACT_CHILL, constant(p, 1000), 0);
}

static void test_destructive(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	uint64_t ignored[4];

	destructive(p);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0);
	assert_int_equal(fake.stopped, 1);
	assert_int_equal(fake.raised, 9);
	assert_int_equal(fake.breakpoints, 1);
	assert_int_equal(fake.spun, 1000);
	assert_int_equal(values(state, ignored, 4), 1);
	dtrace_state_close(state);
}

static void test_destructive_refused(void **unused)
{
	static const uint32_t kinds[] = {DTRACEACT_STOP,    DTRACEACT_RAISE,	  DTRACEACT_SYSTEM,
					 DTRACEACT_FREOPEN, DTRACEACT_BREAKPOINT, DTRACEACT_PANIC,
					 DTRACEACT_CHILL};
	struct dtrace_ioc_enable result;
	struct dtrace_state *state;
	struct program *p;
	unsigned int i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		state = consumer();
		p = program_create();
		program_clause(p, "test:::one", DOF_NO_SECTION);
		program_action(p, kinds[i], constant(p, 1), 0);
		assert_int_equal(enable(state, p, &result), -EPERM);
		assert_string_equal(result.message, "Destructive actions not allowed");
		dtrace_state_close(state);
	}
	assert_int_equal(dtrace_state_open(DTRACE_PRIVILEGE_KERNEL, &state), 0);
	p = program_create();
	destructive(p);
	assert_int_equal(enable(state, p, &result), -EPERM);
	dtrace_state_close(state);
}

/* At most 500 ms in a second on one CPU. */
static void test_chill_is_bounded(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;
	int i;

	program_option(p, DTRACEOPT_DESTRUCTIVE, 1);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_CHILL, constant(p, 200000000), 0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	for (i = 0; i < 4; i++)
		fire(0, 0);
	assert_int_equal(fake.spun, 400000000);
	snapshot(state, 0, false, &snap);
	assert_int_equal(snap.errors, 2);
	fake.now += 2000000000;
	fire(0, 0);
	assert_int_equal(fake.spun, 600000000);
	dtrace_state_close(state);
}

static void test_this_lives_through_a_firing(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();

	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_LOCAL, DIF_KIND_CTF, 0);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0, 1);
	asm_wide(&a, DIF_OP_STLS, 0x500, 1);
	asm_ret(&a, 1);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_LOCAL, DIF_KIND_CTF, 0);
	asm_wide(&a, DIF_OP_LDLS, 0x500, 1);
	asm_ret(&a, 1);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 11);
	fire(0, 12);
	EXPECT(state, 11, 11, 12, 12);
	dtrace_state_close(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_descriptions),
		TEST(test_default_record),
		TEST(test_stacks_and_symbols),
		TEST(test_destructive),
		TEST(test_destructive_refused),
		TEST(test_chill_is_bounded),
		TEST(test_this_lives_through_a_firing),
	};

	return cmocka_run_group_tests_name("core action", tests, NULL, NULL);
}
