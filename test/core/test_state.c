/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A consumer's life: BEGIN and END, exit(), ERROR, retained enablings, CPUs that come and go,
 * memory running out. */
#include "programs.h"

static struct assembly a;

static void test_begin_and_end(void **unused)
{
	struct dtrace_state *state = consumer(), *other = consumer();
	struct program *p = program_create();

	trace(p, "dtrace:::BEGIN", 1);
	trace(p, "test:::one", 2);
	trace(p, "dtrace:::END", 3);
	assert_int_equal(enable(state, p, NULL), 0);
	p = program_create();
	trace(p, "dtrace:::", 9);
	assert_int_equal(enable(other, p, NULL), 0);
	fire(0, 0); /* nobody runs yet */
	assert_int_equal(test_enabled[0], 0);
	assert_int_equal(go(state), 0);
	assert_int_equal(test_enabled[0], 1);
	assert_true(test_commits > 0);
	assert_int_equal(go(state), -EBUSY);
	fire(0, 0);
	fire(1, 0);
	assert_int_equal(stop(state), 0);
	assert_int_equal(test_enabled[0], 0);
	fire(0, 0);
	EXPECT(state, 1, 2, 3);
	assert_int_equal(go(other), 0);
	EXPECT(other, 9); /* its own BEGIN only */
	dtrace_state_close(state);
	dtrace_state_close(other);
}

/* How many of its probes cannot fire, as GO says. */
static uint32_t incomplete(struct dtrace_state *state)
{
	struct dtrace_ioc_cpu result = {0};

	assert_int_equal(control(state, DTRACEIOC_GO, &result), 0);
	return result.incomplete;
}

static void test_probes_that_cannot_fire(void **unused)
{
	struct dtrace_state *state = consumer(), *other = consumer(), *last = consumer();
	struct program *p = program_create();

	trace(p, "test:::", 1);
	trace(p, "test:::one", 2); /* a probe counts once */
	assert_int_equal(enable(state, p, NULL), 0);
	p = program_create();
	trace(p, "test:::two", 3);
	assert_int_equal(enable(other, p, NULL), 0);
	p = program_create();
	trace(p, "test:::", 4);
	assert_int_equal(enable(last, p, NULL), 0);
	test_refuses[0] = test_partly[1] = true;
	assert_int_equal(incomplete(state), 2);
	assert_int_equal(incomplete(other), 1); /* also to who comes later */
	assert_int_equal(test_enabled[0], 0);
	assert_int_equal(test_enabled[1], 1);
	dtrace_state_close(state);
	dtrace_state_close(other);
	assert_int_equal(test_enabled[1], 0);
	test_refuses[0] = test_partly[1] = false;
	assert_int_equal(incomplete(last), 0);
	dtrace_state_close(last);
}

static void test_program_order(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();

	trace(p, "test:::one", 1);
	trace(p, "test:::*", 2);
	program_description(p, "test:mod:func:one"); /* the same clause twice at one probe */
	trace(p, "test:::one", 3);
	assert_int_equal(enable(state, p, NULL), 0);
	p = program_create();
	trace(p, "test:::one", 4);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0);
	EXPECT(state, 1, 2, 2, 3, 4);
	dtrace_state_close(state);
}

static void test_predicate(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	uint32_t predicate = variable(p, DIF_VAR_ARG0);

	program_clause(p, "test:::one", predicate);
	program_action(p, DTRACEACT_DIFEXPR, variable(p, DIF_VAR_ARG0), 0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0);
	fire(0, 5);
	fire(0, 0);
	EXPECT(state, 5);
	dtrace_state_close(state);
}

static void test_exit(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_status status;

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_EXIT, constant(p, 7), 0);
	trace(p, "test:::one", 8); /* not any more */
	trace(p, "dtrace:::END", 9);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	control(state, DTRACEIOC_STATUS, &status);
	assert_int_equal(status.exiting, 0);
	fire(0, 0);
	fire(0, 0);
	control(state, DTRACEIOC_STATUS, &status);
	assert_int_equal(status.exiting, 1);
	assert_int_equal(stop(state), 0);
	EXPECT(state, 7, 9);
	dtrace_state_close(state);
}

static void test_exit_in_begin(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();

	program_clause(p, "dtrace:::BEGIN", DOF_NO_SECTION);
	program_action(p, DTRACEACT_EXIT, constant(p, 1), 0);
	trace(p, "test:::one", 2);
	trace(p, "dtrace:::END", 3);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0);
	assert_int_equal(stop(state), 0);
	EXPECT(state, 1, 3);
	dtrace_state_close(state);
}

static void test_timestamp_is_constant(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	const struct dtrace_firing_header *header;
	struct dtrace_ioc_snapshot snap;
	size_t offset = 0;
	uint8_t *data;
	const uint64_t *record;

	fake.tick = 1;
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, variable(p, DIF_VAR_TIMESTAMP), 0);
	program_action(p, DTRACEACT_DIFEXPR, variable(p, DIF_VAR_TIMESTAMP), 0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0);
	data = snapshot(state, 0, false, &snap);
	header = next_firing(data, &snap, &offset);
	record = (const uint64_t *)(header + 1);
	assert_int_equal(record[0], record[1]);
	assert_int_equal(record[0], header->timestamp);
	dtrace_state_close(state);
}

/* --- ERROR ------------------------------------------------------------- */

static void test_error(void **unused)
{
	struct dtrace_state *state = consumer(), *other = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;
	unsigned int i;

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, constant(p, 1), 0);
	program_action(p, DTRACEACT_DIFEXPR, faulting(p), 0);
	program_action(p, DTRACEACT_DIFEXPR, constant(p, 2), 0);
	trace(p, "test:::one", 3); /* other clauses go on */
	for (i = 1; i <= 5; i++) {
		program_clause(p, "dtrace:::ERROR", DOF_NO_SECTION);
		program_action(p, DTRACEACT_DIFEXPR, variable(p, DIF_VAR_ARG0 + i), 0);
	}
	assert_int_equal(enable(state, p, NULL), 0);
	p = program_create();
	trace(p, "dtrace:::ERROR", 99);
	assert_int_equal(enable(other, p, NULL), 0);
	assert_int_equal(go(state), 0);
	assert_int_equal(go(other), 0);
	fire(0, 0);
	EXPECT(state, 1, 2, 4, DTRACEFLT_BADADDR, 16, 3);
	snapshot(other, 0, false, &snap);
	assert_int_equal(snap.size, 0);
	fire(0, 0);
	snapshot(state, 0, false, &snap);
	assert_int_equal(snap.errors, 1);
	snapshot(state, 0, false, &snap);
	assert_int_equal(snap.errors, 0);
	dtrace_state_close(state);
	dtrace_state_close(other);
}

static void test_error_in_predicate(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();

	program_clause(p, "test:::one", faulting(p));
	program_action(p, DTRACEACT_DIFEXPR, constant(p, 1), 0);
	program_clause(p, "dtrace:::ERROR", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, variable(p, DIF_VAR_ARG0 + 2), 0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0);
	EXPECT(state, 0);
	dtrace_state_close(state);
}

static void test_error_in_error(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_status status;

	program_clause(p, "test:::one", faulting(p));
	program_clause(p, "dtrace:::ERROR", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, faulting(p), 0);
	trace(p, "dtrace:::ERROR", 5);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0);
	EXPECT(state, 5);
	control(state, DTRACEIOC_STATUS, &status);
	assert_int_equal(status.errors, 1);
	dtrace_state_close(state);
}

/* --- nesting ----------------------------------------------------------- */

static uint64_t nested_argument(void *data, dtrace_id_t id, void *probe_data,
				const struct dtrace_firing *firing, unsigned int index)
{
	fire(1, 0);
	return 4;
}

static int nothing(void *data, dtrace_id_t id, void *probe_data)
{
	return 0;
}

static void nothing_more(void *data, dtrace_id_t id, void *probe_data)
{
}

static void test_nested_firing(void **unused)
{
	static const struct dtrace_provider_ops ops = {
		.enable = nothing, .disable = nothing_more, .argument = nested_argument};
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_provider *provider;
	struct dtrace_firing firing;
	dtrace_id_t id;

	assert_int_equal(dtrace_provider_register("nest", NULL, &ops, NULL, &provider), 0);
	dtrace_provider_lock();
	id = dtrace_probe_create(provider, "", "", "probe", NULL);
	dtrace_provider_unlock();
	program_clause(p, "nest:::probe", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, variable(p, DIF_VAR_ARG0), 0);
	trace(p, "test:::two", 1);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	memset(&firing, 0, sizeof(firing));
	dtrace_fire(id, &firing);
	EXPECT(state, 4);
	assert_int_equal(dtrace_nested_firings(0), 1);
	assert_int_equal(dtrace_nested_firings(1), 0);
	assert_int_equal(dtrace_provider_unregister(provider), -EBUSY);
	dtrace_state_close(state);
	assert_int_equal(dtrace_provider_unregister(provider), 0);
}

/* --- probes that come and go ------------------------------------------- */

static void test_retained(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_firing firing;
	struct dtrace_ioc_eprobe eprobe;
	dtrace_id_t id;

	program_clause(p, "test:later*::", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, variable(p, DIF_VAR_ID), 0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	dtrace_provider_lock();
	id = dtrace_probe_create(test_provider, "later", "f", "n", NULL);
	dtrace_provider_unlock();
	assert_true(dtrace_probe_active(id));
	memset(&firing, 0, sizeof(firing));
	dtrace_fire(id, &firing);
	dtrace_provider_lock();
	dtrace_probe_destroy(test_provider, id);
	dtrace_provider_unlock();
	assert_false(dtrace_probe_active(id));
	dtrace_fire(id, &firing);
	EXPECT(state, id);
	memset(&eprobe, 0, sizeof(eprobe)); /* what it recorded can still be described */
	eprobe.epid = 1;
	eprobe.count = 0;
	assert_int_equal(control(state, DTRACEIOC_EPROBE, &eprobe), -ENOSPC);
	assert_int_equal(eprobe.count, 1);
	assert_string_equal(eprobe.desc.module, "later");
	dtrace_state_close(state);
}

static void test_only_one_cpu(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_cpu where = {0};
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;

	program_option(p, DTRACEOPT_CPU, 2);
	trace(p, "dtrace:::BEGIN", 1);
	trace(p, "test:::one", 2);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(control(state, DTRACEIOC_GO, &where), 0);
	assert_int_equal(where.cpu, 2);
	fire(0, 0);
	fake_set_cpu(2);
	fire(0, 0);
	assert_int_equal(count_firings(snapshot(state, 2, false, &snap), &snap), 2);
	memset(&snap, 0, sizeof(snap));
	assert_int_equal(control(state, DTRACEIOC_BUFSNAP, &snap), -ENOENT);
	dtrace_state_close(state);
}

static void test_cpu_hotplug(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;

	fake.offline[3] = true;
	trace(p, "test:::one", 2);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fake_set_cpu(3);
	fire(0, 0); /* no buffers: dropped */
	fake.offline[3] = false;
	dtrace_cpu_changed(3, true);
	fire(0, 0);
	fake_set_cpu(0);
	fake.offline[3] = true;
	dtrace_cpu_changed(3, false);
	assert_int_equal(count_firings(snapshot(state, 3, false, &snap), &snap), 1);
	fake.offline[3] = false;
	dtrace_cpu_changed(3, true);
	fake_set_cpu(3);
	fire(0, 0);
	assert_int_equal(count_firings(snapshot(state, 3, false, &snap), &snap), 1);
	dtrace_state_close(state);
}

static void test_deadman(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_status status;
	struct dtrace_ioc_snapshot snap;
	int i;

	trace(p, "test:::one", 2);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fake.now += 29000000000ull;
	fire(0, 0);
	control(state, DTRACEIOC_STATUS, &status);
	assert_int_equal(status.killed, 0);
	fake.now += 31000000000ull;
	for (i = 0; i < 16; i++) /* it looks at the clock once in so many firings */
		fire(0, 0);
	control(state, DTRACEIOC_STATUS, &status);
	assert_int_equal(status.killed, 1);
	fire(0, 0);
	assert_int_equal(stop(state), 0);
	assert_in_range(count_firings(snapshot(state, 0, false, &snap), &snap), 1, 16);
	dtrace_state_close(state);
}

/* Counts that need no run do not keep it away. */
static void test_deadman_of_counts(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	int i;

	program_option(p, DTRACEOPT_BUFSIZE, 4096);
	program_option(p, DTRACEOPT_AGGSIZE, 4096);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "a");
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	for (i = 0; i < 100; i++)
		fire(0, 0);
	assert_int_equal(fake.deadman, 0);
	fake.now += 31000000000ull;
	for (i = 0; i < 16; i++)
		fire(0, 0);
	assert_int_equal(fake.deadman, 1);
	dtrace_state_close(state);
}

/* Two silent consumers whose probes fire in turn: the number of a firing on the CPU hides neither.
 */
static void test_deadman_in_turn(void **unused)
{
	static const char *const names[] = {"test:::one", "test:::two"};
	struct dtrace_state *states[2];
	struct dtrace_ioc_status status;
	int i;

	for (i = 0; i < 2; i++) {
		struct program *p = program_create();

		states[i] = consumer();
		trace(p, names[i], 2);
		assert_int_equal(enable(states[i], p, NULL), 0);
		assert_int_equal(go(states[i]), 0);
	}
	fake.now += 31000000000ull;
	for (i = 0; i < 200; i++)
		fire(i & 1, 0);
	assert_int_equal(fake.deadman, 2);
	for (i = 0; i < 2; i++) {
		control(states[i], DTRACEIOC_STATUS, &status);
		assert_int_equal(status.killed, 1);
		dtrace_state_close(states[i]);
	}
}

/* The time is the host's to choose; 0 is for ever. */
static void test_deadman_time(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	int i;

	dtrace_deadman_set(0);
	trace(p, "test:::one", 2);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fake.now += 1ull << 60;
	for (i = 0; i < 32; i++)
		fire(0, 0);
	assert_int_equal(fake.deadman, 0);
	dtrace_deadman_set(1ull << 61);
	for (i = 0; i < 32; i++)
		fire(0, 0);
	assert_int_equal(fake.deadman, 0);
	dtrace_deadman_set(1ull << 59);
	for (i = 0; i < 32; i++)
		fire(0, 0);
	assert_int_equal(fake.deadman, 1);
	dtrace_state_close(state);
}

static void test_others_processes(void **unused)
{
	struct dtrace_state *state;
	struct program *p = program_create();

	assert_int_equal(dtrace_state_open(DTRACE_PRIVILEGE_USER, &state), 0); /* uid 1000 */
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, variable(p, DIF_VAR_ARG0), 0);
	program_action(p, DTRACEACT_STACK, DOF_NO_SECTION, 1);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 1);
	fake.uid = 0;
	fire(0, 2);
	fake.uid = 1000;
	EXPECT(state, 1);
	dtrace_state_close(state);
}

/* --- memory running out at every point --------------------------------- */

static struct program *everything(void)
{
	struct program *p = program_create();

	program_option(p, DTRACEOPT_BUFSIZE, 4096);
	program_option(p, DTRACEOPT_AGGSIZE, 4096);
	program_option(p, DTRACEOPT_SPECSIZE, 4096);
	program_option(p, DTRACEOPT_DYNVARSIZE, 4096);
	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_THREAD, DIF_KIND_CTF, 0);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_STRING, 256);
	asm_wide(&a, DIF_OP_CALL, DIF_SUBR_SPECULATION, 1);
	asm_wide(&a, DIF_OP_STTS, 0x500, 1);
	asm_ret(&a, 1);
	program_clause(p, "test:::", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	program_format(p, "a format");
	program_clause(p, "test:::one", constant(p, 1));
	program_action(p, DTRACEACT_DIFEXPR, constant(p, 1), 0);
	program_aggregation(p, DTRACEAGG_QUANTIZE, constant(p, 1), 0, 1, "a");
	return p;
}

/* One life with that many allocations; what it got to. */
static int life(long limit)
{
	struct dtrace_state *state;
	struct dtrace_ioc_enable result;
	struct dtrace_ioc_status status;
	int error;

	fake.allocation_limit = limit;
	fake.allocation_failed = false;
	error = dtrace_state_open(DTRACE_PRIVILEGE_ALL, &state);
	if (error != 0)
		return error;
	error = enable(state, everything(), &result);
	if (error == 0)
		error = go(state);
	if (error == 0) {
		fire(0, 1);
		control(state, DTRACEIOC_STATUS, &status);
		stop(state);
	}
	fake.allocation_limit = -1;
	dtrace_state_close(state);
	return error;
}

static void test_no_memory_anywhere(void **unused)
{
	long limit, before = fake.allocations;
	int error;

	for (limit = 0; limit < 2000; limit++) {
		error = life(limit);
		assert_true(error == 0 || error == -ENOMEM);
		if (fake.allocations != before)
			fail_msg("limit %ld: %ld leaked", limit, fake.allocations - before);
		if (error == 0 && !fake.allocation_failed)
			break;
	}
	assert_true(limit > 50 && limit < 2000);
}

/* Starting the engine itself. */
static void test_no_memory_for_the_engine(void **unused)
{
	long limit;
	int error = -ENOMEM;

	fake_reset();
	for (limit = 0; limit < 100 && error != 0; limit++) {
		fake.allocation_limit = limit;
		error = dtrace_engine_start();
		if (error != 0)
			assert_int_equal(error, -ENOMEM);
		fake.allocation_limit = -1;
		if (error != 0)
			assert_int_equal(fake.allocations, 0);
	}
	assert_int_equal(error, 0);
	assert_int_equal(dtrace_engine_stop(), 0);
	assert_int_equal(fake.allocations, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_begin_and_end),
		TEST(test_probes_that_cannot_fire),
		TEST(test_program_order),
		TEST(test_predicate),
		TEST(test_exit),
		TEST(test_exit_in_begin),
		TEST(test_timestamp_is_constant),
		TEST(test_error),
		TEST(test_error_in_predicate),
		TEST(test_error_in_error),
		TEST(test_nested_firing),
		TEST(test_retained),
		TEST(test_only_one_cpu),
		TEST(test_cpu_hotplug),
		TEST(test_deadman),
		TEST(test_deadman_of_counts),
		TEST(test_deadman_in_turn),
		TEST(test_deadman_time),
		TEST(test_others_processes),
		TEST(test_no_memory_anywhere),
		cmocka_unit_test(test_no_memory_for_the_engine),
	};

	return cmocka_run_group_tests_name("core state", tests, NULL, NULL);
}
