/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Principal buffers under each policy: exact contents, drops, what END may use, sizes that do not
 * fit. */
#include "harness.h"

static struct assembly a;

static void trace_variable(struct program *p, const char *probe, unsigned int id)
{
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, id, 1);
	asm_ret(&a, 1);
	program_clause(p, probe, DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
}

/* A running consumer that records arg0 in firings of 24 bytes. */
static struct dtrace_state *running(uint64_t policy, uint64_t size, bool end)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();

	program_option(p, DTRACEOPT_BUFPOLICY, policy);
	program_option(p, DTRACEOPT_BUFSIZE, size);
	trace_variable(p, "test:::one", DIF_VAR_ARG0);
	if (end)
		trace_variable(p, "dtrace:::END", DIF_VAR_ID);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	return state;
}

static uint64_t value_of(const struct dtrace_firing_header *header)
{
	return *(const uint64_t *)(header + 1);
}

static void test_switch(void **unused)
{
	struct dtrace_state *state = running(DTRACE_BUFPOLICY_SWITCH, 10 * 24, false);
	const struct dtrace_firing_header *header;
	struct dtrace_ioc_snapshot snap;
	unsigned int round, i;
	uint8_t *data;

	for (round = 0; round < 5; round++) {
		size_t offset = 0;

		for (i = 0; i < 13; i++)
			fire(0, round * 100 + i);
		fake.now += 1000;
		data = snapshot(state, 0, false, &snap);
		assert_int_equal(snap.size, 240);
		assert_int_equal(snap.drops, 3);
		assert_int_equal(snap.timestamp, fake.now);
		for (i = 0; i < 10; i++) {
			header = next_firing(data, &snap, &offset);
			assert_int_equal(value_of(header), round * 100 + i);
		}
	}
	snapshot(state, 0, false, &snap);
	assert_int_equal(snap.size, 0);
	assert_int_equal(snap.drops, 0);
	dtrace_state_close(state);
}

static void test_each_cpu_has_its_own(void **unused)
{
	struct dtrace_state *state = running(DTRACE_BUFPOLICY_SWITCH, 4096, false);
	struct dtrace_ioc_snapshot snap;
	unsigned int cpu, i;

	for (cpu = 0; cpu < FAKE_CPUS; cpu++) {
		fake_set_cpu(cpu);
		for (i = 0; i <= cpu; i++)
			fire(0, cpu);
	}
	for (cpu = 0; cpu < FAKE_CPUS; cpu++)
		assert_int_equal(count_firings(snapshot(state, cpu, false, &snap), &snap), cpu + 1);
	dtrace_state_close(state);
}

static void test_capacity(void **unused)
{
	struct dtrace_state *state = running(DTRACE_BUFPOLICY_SWITCH, 4096, false);
	struct dtrace_ioc_snapshot snap = {.capacity = 100};

	fire(0, 1);
	assert_int_equal(control(state, DTRACEIOC_BUFSNAP, &snap), -ENOSPC);
	assert_int_equal(snap.size, 4096);
	snap.cpu = FAKE_CPUS;
	assert_int_equal(control(state, DTRACEIOC_BUFSNAP, &snap), -EINVAL);
	assert_int_equal(count_firings(snapshot(state, 0, false, &snap), &snap), 1); /* not lost */
	dtrace_state_close(state);
}

static void test_fill(void **unused)
{
	struct dtrace_state *state = running(DTRACE_BUFPOLICY_FILL, 10 * 24, true);
	const struct dtrace_firing_header *header;
	struct dtrace_ioc_snapshot snap;
	struct dtrace_ioc_status status;
	size_t offset = 0;
	uint8_t *data;
	unsigned int i;

	for (i = 0; i < 9; i++)
		fire(0, i);
	control(state, DTRACEIOC_STATUS, &status);
	assert_int_equal(status.filled, 0);
	fire(0, 9); /* the last 24 bytes are END's */
	control(state, DTRACEIOC_STATUS, &status);
	assert_int_equal(status.filled, 1);
	snapshot(state, 0, false, &snap);
	assert_int_equal(snap.size, 0); /* not before STOP */
	assert_int_equal(stop(state), 0);
	data = snapshot(state, 0, false, &snap);
	assert_int_equal(snap.size, 240);
	assert_int_equal(snap.drops, 0);
	for (i = 0; i < 9; i++)
		assert_int_equal(value_of(next_firing(data, &snap, &offset)), i);
	header = next_firing(data, &snap, &offset);
	assert_int_equal(header->epid, 2);
	assert_int_equal(count_firings(snapshot(state, 0, false, &snap), &snap), 0);
	dtrace_state_close(state);
}

/* --- ring -------------------------------------------------------------- */

/* Firings in order from snapshot.oldest around. */
static unsigned int ring_values(struct dtrace_state *state, uint64_t *to)
{
	const struct dtrace_firing_header *header;
	struct dtrace_ioc_snapshot snap, part;
	unsigned int count = 0;
	size_t offset;
	uint8_t *data = snapshot(state, 0, false, &snap);

	for (offset = snap.oldest; (header = next_firing(data, &snap, &offset)) != NULL;)
		to[count++] = value_of(header);
	part = snap;
	part.size = snap.oldest;
	for (offset = 0; (header = next_firing(data, &part, &offset)) != NULL;)
		to[count++] = value_of(header);
	return count;
}

/* Any number of firings, of two sizes, in buffers of any size: the newest ones, in order, without
 * holes. */
static void ring_case(uint64_t size, unsigned int firings, unsigned int pattern)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	uint64_t got[256];
	unsigned int i, count;

	program_option(p, DTRACEOPT_BUFPOLICY, DTRACE_BUFPOLICY_RING);
	program_option(p, DTRACEOPT_BUFSIZE, size);
	trace_variable(p, "test:::one", DIF_VAR_ARG0);
	trace_variable(p, "test:::two", DIF_VAR_ARG0);
	program_action(p, DTRACEACT_STACK, DOF_NO_SECTION, 2);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	for (i = 0; i < firings; i++)
		fire((pattern >> (i % 8)) & 1, i);
	assert_int_equal(stop(state), 0);
	count = ring_values(state, got);
	assert_true(count <= firings);
	for (i = 0; i < count; i++)
		if (got[i] != firings - count + i)
			fail_msg("size %lu, %u firings, pattern %x: wrong firing %u",
				 (unsigned long)size, firings, pattern, i);
	/* Little more than one large firing may be missing at either end of the wrap. */
	if (firings * 24 > size)
		assert_true(count * 48 + 2 * 48 >= size);
	else if (pattern == 0)
		assert_int_equal(count, firings);
	dtrace_state_close(state);
}

static void test_ring(void **unused)
{
	static const unsigned int patterns[] = {0, 0xff, 0x55, 0x01, 0x80, 0x36};
	uint64_t size;
	unsigned int firings, i;

	for (size = 48; size <= 48 + 24 * 8; size += 8)
		for (firings = 0; firings < 40; firings += 3)
			for (i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
				ring_case(size, firings, patterns[i]);
}

static void test_ring_leaks_nothing_old(void **unused)
{
	struct dtrace_state *state = running(DTRACE_BUFPOLICY_RING, 100 / 8 * 8, false);
	struct dtrace_ioc_snapshot snap;
	uint8_t *data;
	unsigned int i;

	for (i = 0; i < 7; i++)
		fire(0, 0x4141414141414141);
	fire(0, 2);
	assert_int_equal(stop(state), 0);
	data = snapshot(state, 0, false, &snap);
	assert_int_equal(snap.size, 96);
	for (i = 0; i < 4; i++)
		assert_int_equal(((uint32_t *)(data + i * 24))[1], 24);
	dtrace_state_close(state);
}

/* --- sizes ------------------------------------------------------------- */

static int start_with(uint64_t policy, uint64_t size, uint64_t resize, bool end, uint64_t *settled)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_option option = {.option = DTRACEOPT_BUFSIZE};
	struct program *p = program_create();
	int error;

	program_option(p, DTRACEOPT_BUFPOLICY, policy);
	program_option(p, DTRACEOPT_BUFSIZE, size);
	program_option(p, DTRACEOPT_BUFRESIZE, resize);
	trace_variable(p, "test:::one", DIF_VAR_ARG0);
	if (end) {
		trace_variable(p, "dtrace:::END", DIF_VAR_ID);
		trace_variable(p, "dtrace:::END", DIF_VAR_ID);
	}
	assert_int_equal(enable(state, p, NULL), 0);
	error = go(state);
	control(state, DTRACEIOC_OPTION, &option);
	*settled = option.value;
	dtrace_state_close(state);
	return error;
}

static void test_sizes(void **unused)
{
	uint64_t settled;

	assert_int_equal(start_with(DTRACE_BUFPOLICY_SWITCH, 16, 0, false, &settled), -ENOSPC);
	assert_int_equal(start_with(DTRACE_BUFPOLICY_SWITCH, 24, 0, false, &settled), 0);
	assert_int_equal(start_with(DTRACE_BUFPOLICY_SWITCH, 31, 0, false, &settled), 0);
	assert_int_equal(settled, 24);
	assert_int_equal(start_with(DTRACE_BUFPOLICY_FILL, 48, 0, true, &settled), -E2BIG);
	assert_int_equal(start_with(DTRACE_BUFPOLICY_FILL, 72, 0, true, &settled), 0);
	assert_int_equal(start_with(DTRACE_BUFPOLICY_SWITCH, 48, 0, true, &settled), 0);
	/* the fake host refuses more than 64 MiB at once */
	assert_int_equal(start_with(DTRACE_BUFPOLICY_SWITCH, 1ull << 40, DTRACE_BUFRESIZE_MANUAL,
				    false, &settled),
			 -ENOMEM);
}

static void test_resize(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_option option = {.option = DTRACEOPT_BUFSIZE};
	struct program *p = program_create();

	program_option(p, DTRACEOPT_BUFSIZE, 1ull << 36);
	program_option(p, DTRACEOPT_BUFPOLICY, DTRACE_BUFPOLICY_RING);
	program_option(p, DTRACEOPT_CPU, 0);
	trace_variable(p, "test:::one", DIF_VAR_ARG0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	assert_int_equal(control(state, DTRACEIOC_OPTION, &option), 0);
	assert_int_equal(option.value, 64 << 20);
	fire(0, 1);
	dtrace_state_close(state);
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, engine_setup, engine_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_switch),   TEST(test_each_cpu_has_its_own),
		TEST(test_capacity), TEST(test_fill),
		TEST(test_ring),     TEST(test_ring_leaks_nothing_old),
		TEST(test_sizes),    TEST(test_resize),
	};

	return cmocka_run_group_tests_name("core buffer", tests, NULL, NULL);
}
