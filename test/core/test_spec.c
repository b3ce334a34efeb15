/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Speculations: commit and discard on one CPU and over several, running out, ids that mean nothing.
 */
#include "harness.h"

static struct assembly a;

/* The program's global x (0x500) holds the speculation. */
static uint32_t load_x(struct program *p)
{
	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_wide(&a, DIF_OP_LDGS, 0x500, 1);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

static uint32_t argument(struct program *p)
{
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0, 1);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

/* x = speculation(), traced. */
static uint32_t new_x(struct program *p)
{
	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_wide(&a, DIF_OP_CALL, DIF_SUBR_SPECULATION, 1);
	asm_wide(&a, DIF_OP_STGS, 0x500, 1);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

/* one: x = speculation(); two: speculate(x), trace(arg0); three: commit(x) or discard(x) */
static struct dtrace_state *running(uint32_t ending, uint64_t nspec, uint64_t specsize)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();

	program_option(p, DTRACEOPT_NSPEC, nspec);
	program_option(p, DTRACEOPT_SPECSIZE, specsize);
	program_option(p, DTRACEOPT_BUFSIZE, 4096);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, new_x(p), 0);
	program_clause(p, "test:::two", DOF_NO_SECTION);
	program_action(p, DTRACEACT_SPECULATE, load_x(p), 0);
	program_action(p, DTRACEACT_DIFEXPR, argument(p), 0);
	program_clause(p, "test:::three", DOF_NO_SECTION);
	program_action(p, ending, load_x(p), 0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	return state;
}

/* Values of the firings of clause two on a CPU. */
static unsigned int speculated(struct dtrace_state *state, unsigned int cpu, uint64_t *to)
{
	const struct dtrace_firing_header *header;
	struct dtrace_ioc_snapshot snap;
	uint8_t *data = snapshot(state, cpu, false, &snap);
	unsigned int count = 0;
	size_t offset = 0;

	while ((header = next_firing(data, &snap, &offset)) != NULL)
		if (header->epid == 2)
			to[count++] = *(const uint64_t *)(header + 1);
	return count;
}

static struct dtrace_ioc_status status_of(struct dtrace_state *state)
{
	struct dtrace_ioc_status status;

	assert_int_equal(control(state, DTRACEIOC_STATUS, &status), 0);
	return status;
}

static void fire_on(unsigned int cpu, unsigned int probe, uint64_t arg)
{
	fake_set_cpu(cpu);
	fire(probe, arg);
	fake_set_cpu(0);
}

static void test_commit(void **unused)
{
	struct dtrace_state *state = running(DTRACEACT_COMMIT, 1, 4096);
	uint64_t got[16];

	fire(1, 1); /* no speculation yet: id 0 */
	fire(0, 0);
	fire(1, 2);
	fire(1, 3);
	assert_int_equal(speculated(state, 0, got), 0);
	fire(2, 0);
	assert_int_equal(speculated(state, 0, got), 2);
	assert_int_equal(got[0], 2);
	assert_int_equal(got[1], 3);
	fire(1, 4); /* committed: nothing is recorded any more */
	fire(2, 0);
	assert_int_equal(speculated(state, 0, got), 0);
	fire(0, 0); /* only one CPU had it: free at once */
	assert_int_equal(status_of(state).speculation_busy, 0);
	fire(1, 5);
	fire(2, 0);
	assert_int_equal(speculated(state, 0, got), 1);
	assert_int_equal(got[0], 5);
	dtrace_state_close(state);
}

static void test_discard(void **unused)
{
	struct dtrace_state *state = running(DTRACEACT_DISCARD, 1, 4096);
	uint64_t got[16];

	fire(0, 0);
	fire(1, 2);
	fire(2, 0);
	assert_int_equal(speculated(state, 0, got), 0);
	fire(0, 0);
	fire(1, 3);
	assert_int_equal(stop(state), 0);
	assert_int_equal(speculated(state, 0, got), 0);
	assert_int_equal(status_of(state).speculation_unavailable, 0);
	dtrace_state_close(state);
}

static void test_several_cpus(void **unused)
{
	struct dtrace_state *state = running(DTRACEACT_COMMIT, 1, 4096);
	uint64_t got[16];

	fire(0, 0);
	fire_on(0, 1, 10);
	fire_on(1, 1, 11);
	fire_on(2, 1, 12);
	fire_on(3, 2, 0); /* commit on a CPU that has nothing */
	fire(0, 0);
	assert_int_equal(status_of(state).speculation_busy, 1);
	assert_int_equal(fake_run_timers(), FAKE_CPUS);
	assert_int_equal(speculated(state, 0, got), 1);
	assert_int_equal(got[0], 10);
	assert_int_equal(speculated(state, 1, got), 1);
	assert_int_equal(got[0], 11);
	assert_int_equal(speculated(state, 2, got), 1);
	assert_int_equal(speculated(state, 3, got), 0);
	fire(0, 0);
	assert_int_equal(status_of(state).speculation_busy, 1);
	fire_on(2, 1, 20);
	fire_on(2, 2, 0);
	assert_int_equal(speculated(state, 2, got), 1);
	assert_int_equal(got[0], 20);
	dtrace_state_close(state);
}

/* Without cleaners the parts are settled when the buffer is read, or at STOP. */
static void test_settled_at_stop(void **unused)
{
	struct dtrace_state *state = running(DTRACEACT_COMMIT, 1, 4096);
	uint64_t got[16];

	fire(0, 0);
	fire_on(0, 1, 10);
	fire_on(1, 1, 11);
	fire_on(0, 2, 0);
	assert_int_equal(speculated(state, 1, got), 1);
	fire(0, 0);
	assert_int_equal(status_of(state).speculation_busy, 1); /* CPU 2 and 3 have not looked */
	assert_int_equal(stop(state), 0);
	assert_int_equal(speculated(state, 0, got), 1);
	assert_int_equal(got[0], 10);
	dtrace_state_close(state);
}

static void test_offline_cpu(void **unused)
{
	struct dtrace_state *state = running(DTRACEACT_COMMIT, 1, 4096);
	uint64_t got[16];

	fire(0, 0);
	fire_on(3, 1, 33);
	fake.offline[3] = true;
	dtrace_cpu_changed(3, false);
	fire_on(0, 2, 0);
	assert_int_equal(fake_run_timers(), FAKE_CPUS - 1);
	fire(0, 0);
	assert_int_equal(status_of(state).speculation_busy, 1);
	assert_int_equal(speculated(state, 3, got), 1); /* reading its buffer settles its part */
	assert_int_equal(got[0], 33);
	fake_run_timers();
	fire(0, 0);
	assert_int_equal(status_of(state).speculation_busy, 1);
	dtrace_state_close(state);
}

static void test_running_out(void **unused)
{
	struct dtrace_state *state = running(DTRACEACT_COMMIT, 2, 2 * 24);
	uint64_t got[16];
	int i;

	for (i = 0; i < 3; i++)
		fire(0, 0);
	assert_int_equal(status_of(state).speculation_unavailable, 1);
	fire(1, 1); /* id 0 now */
	dtrace_state_close(state);

	state = running(DTRACEACT_COMMIT, 1, 2 * 24);
	fire(0, 0);
	for (i = 0; i < 5; i++)
		fire(1, (uint64_t)i);
	assert_int_equal(status_of(state).speculation_drops, 3);
	fire(2, 0);
	assert_int_equal(speculated(state, 0, got), 2);
	dtrace_state_close(state);
}

static void test_many_rounds(void **unused)
{
	struct dtrace_state *state = running(DTRACEACT_COMMIT, 4, 4096);
	uint64_t got[64];
	unsigned int round, cpu, total = 0;

	for (round = 0; round < 500; round++) {
		fire_on(round % FAKE_CPUS, 0, 0);
		for (cpu = 0; cpu <= round % FAKE_CPUS; cpu++)
			fire_on(cpu, 1, round);
		fire_on((round / 3) % FAKE_CPUS, 2, 0);
		fake_run_timers();
		for (cpu = 0; cpu < FAKE_CPUS; cpu++) {
			unsigned int count = speculated(state, cpu, got), i;

			for (i = 0; i < count; i++)
				assert_int_equal(got[i], round);
			total += count;
		}
	}
	assert_int_equal(total, 500 * 10 / 4);
	assert_int_equal(status_of(state).speculation_busy, 0);
	dtrace_state_close(state);
}

static int refused(void (*build)(struct program *))
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable result;
	struct program *p = program_create();
	int error;

	program_option(p, DTRACEOPT_DESTRUCTIVE, 1);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	build(p);
	error = enable(state, p, &result);
	dtrace_state_close(state);
	return error;
}

static void data_then_speculate(struct program *p)
{
	program_action(p, DTRACEACT_DIFEXPR, argument(p), 0);
	program_action(p, DTRACEACT_SPECULATE, load_x(p), 0);
}

static void speculate_twice(struct program *p)
{
	program_action(p, DTRACEACT_SPECULATE, load_x(p), 0);
	program_action(p, DTRACEACT_SPECULATE, load_x(p), 0);
}

static void speculate_then_aggregate(struct program *p)
{
	program_action(p, DTRACEACT_SPECULATE, load_x(p), 0);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "a");
}

static void speculate_then_exit(struct program *p)
{
	program_action(p, DTRACEACT_SPECULATE, load_x(p), 0);
	program_action(p, DTRACEACT_EXIT, load_x(p), 0);
}

static void speculate_then_stop(struct program *p)
{
	program_action(p, DTRACEACT_SPECULATE, load_x(p), 0);
	program_action(p, DTRACEACT_STOP, DOF_NO_SECTION, 0);
}

static void commit_then_data(struct program *p)
{
	program_action(p, DTRACEACT_COMMIT, load_x(p), 0);
	program_action(p, DTRACEACT_DIFEXPR, argument(p), 0);
}

static void commit_twice(struct program *p)
{
	program_action(p, DTRACEACT_COMMIT, load_x(p), 0);
	program_action(p, DTRACEACT_COMMIT, load_x(p), 0);
}

static void commit_nothing(struct program *p)
{
	program_action(p, DTRACEACT_COMMIT, DOF_NO_SECTION, 0);
}

static void discard_then_data(struct program *p)
{
	program_action(p, DTRACEACT_DISCARD, load_x(p), 0);
	program_action(p, DTRACEACT_DIFEXPR, argument(p), 0);
}

static void test_refused(void **unused)
{
	assert_int_equal(refused(data_then_speculate), -EINVAL);
	assert_int_equal(refused(speculate_twice), -EINVAL);
	assert_int_equal(refused(speculate_then_aggregate), -EINVAL);
	assert_int_equal(refused(speculate_then_exit), -EINVAL);
	assert_int_equal(refused(speculate_then_stop), -EINVAL);
	assert_int_equal(refused(commit_then_data), -EINVAL);
	assert_int_equal(refused(commit_twice), -EINVAL);
	assert_int_equal(refused(commit_nothing), -EINVAL);
	assert_int_equal(refused(discard_then_data), 0);
}

static void test_wild_id(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_COMMIT, argument(p), 0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0);
	fire(0, 2);
	fire(0, (uint64_t)-1);
	snapshot(state, 0, false, &snap);
	assert_int_equal(snap.errors, 2);
	dtrace_state_close(state);
}

/*
 * one: x = speculation(); two: speculate(x), perhaps trace(arg0), discard(x); three: speculate(x),
 * trace(arg0).
 */
static struct dtrace_state *discarding(bool data)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();

	program_option(p, DTRACEOPT_SPECSIZE, 48);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, new_x(p), 0);
	program_clause(p, "test:::two", DOF_NO_SECTION);
	program_action(p, DTRACEACT_SPECULATE, load_x(p), 0);
	if (data)
		program_action(p, DTRACEACT_DIFEXPR, argument(p), 0);
	program_action(p, DTRACEACT_DISCARD, load_x(p), 0);
	program_clause(p, "test:::three", DOF_NO_SECTION);
	program_action(p, DTRACEACT_SPECULATE, load_x(p), 0);
	program_action(p, DTRACEACT_DIFEXPR, argument(p), 0);
	program_clause(p, "test:::three", DOF_NO_SECTION);
	program_action(p, DTRACEACT_COMMIT, argument(p), 0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	return state;
}

/* What a clause records before it discards must not be found by the next user of the number. */
static void test_discard_in_the_same_clause(void **unused)
{
	struct dtrace_state *state = discarding(true);
	uint64_t got[16];

	fire(0, 0);
	fire(1, 7);
	fire(0, 0);
	fire(2, 1); /* recorded, and speculation 1 committed */
	assert_int_equal(speculated(state, 0, got), 0);
	dtrace_state_close(state);
}

/* Without data there is no firing either: nothing is written behind a part that is full. */
static void test_discard_without_data(void **unused)
{
	struct dtrace_state *state = discarding(false);
	uint64_t got[16];

	fire(0, 0);
	fire(2, 0);
	fire(2, 0); /* twice 24 bytes: full */
	fire(1, 0);
	assert_int_equal(status_of(state).speculation_drops, 0);
	fire(0, 0);
	fire(2, 1);
	assert_int_equal(speculated(state, 0, got), 0);
	dtrace_state_close(state);
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, engine_setup, engine_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_commit),	    TEST(test_discard),	    TEST(test_several_cpus),
		TEST(test_settled_at_stop), TEST(test_offline_cpu), TEST(test_running_out),
		TEST(test_many_rounds),	    TEST(test_refused),	    TEST(test_wild_id),
		TEST(test_discard_in_the_same_clause), TEST(test_discard_without_data),
	};

	return cmocka_run_group_tests_name("core spec", tests, NULL, NULL);
}
