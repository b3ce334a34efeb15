/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A consumer's life: BEGIN and END, exit(), ERROR, options, retained enablings, actions, memory
 * running out. */
#include "harness.h"

#include <stdlib.h>

static struct assembly a;

static uint32_t constant(struct program *p, uint64_t value)
{
	asm_start(&a);
	asm_set(&a, 1, value);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

static uint32_t variable(struct program *p, unsigned int id)
{
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, id, 1);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

/* Loads from address 16. */
static uint32_t faulting(struct program *p)
{
	asm_start(&a);
	asm_set(&a, 1, 16);
	asm_rrr(&a, DIF_OP_LDX, 1, 0, 2);
	asm_ret(&a, 2);
	return program_difo(p, &a);
}

static void trace(struct program *p, const char *probe, uint64_t value)
{
	program_clause(p, probe, DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, constant(p, value), 0);
}

/* The 64-bit values that CPU 0's firings carry, one each; returns how many. */
static unsigned int values(struct dtrace_state *state, uint64_t *to, unsigned int room)
{
	const struct dtrace_firing_header *header;
	struct dtrace_ioc_snapshot snap;
	uint8_t *data = snapshot(state, 0, false, &snap);
	unsigned int count = 0;
	size_t offset = 0;

	while ((header = next_firing(data, &snap, &offset)) != NULL && count < room)
		to[count++] =
			header->size > sizeof(*header) ? *(const uint64_t *)(header + 1) : ~0ull;
	return count;
}

static void expect(struct dtrace_state *state, unsigned int count, const uint64_t *expected)
{
	uint64_t got[32];
	unsigned int n = values(state, got, 32), i;

	assert_int_equal(n, count);
	for (i = 0; i < n; i++)
		assert_int_equal(got[i], expected[i]);
}

#define EXPECT(state, ...) \
	expect(state, sizeof((uint64_t[]){__VA_ARGS__}) / 8, (uint64_t[]){__VA_ARGS__})

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

/* --- what the consumer asks about its program -------------------------- */

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

/* --- actions ----------------------------------------------------------- */

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

/* --- options and status ------------------------------------------------ */

static int try_option(uint32_t option, uint64_t value, const char *message)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable result;
	struct program *p = program_create();
	int error;

	program_option(p, option, value);
	error = enable(state, p, &result);
	if (error != 0 && strstr(result.message, message) == NULL)
		fail_msg("message: %s", result.message);
	dtrace_state_close(state);
	return error;
}

static void test_options(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_option query = {.option = DTRACEOPT_STRSIZE};
	struct dtrace_ioc_enable result;
	struct program *p = program_create();

	assert_int_equal(control(state, DTRACEIOC_OPTION, &query), 0);
	assert_int_equal(query.value, 256);
	program_option(p, DTRACEOPT_STRSIZE, 1024);
	trace(p, "test:::one", 1);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(control(state, DTRACEIOC_OPTION, &query), 0);
	assert_int_equal(query.value, 1024);
	query.option = DTRACEOPT_MAX;
	assert_int_equal(control(state, DTRACEIOC_OPTION, &query), -EINVAL);
	p = program_create();
	program_option(p, DTRACEOPT_STRSIZE, 512);
	assert_int_equal(enable(state, p, &result), -EBUSY);
	dtrace_state_close(state);

	assert_int_equal(try_option(DTRACEOPT_MAX, 1, "does not exist"), -EINVAL);
	assert_int_equal(try_option(DTRACEOPT_STRSIZE, 0, "strsize"), -EINVAL);
	assert_int_equal(try_option(DTRACEOPT_STRSIZE, 1 << 20, "not between 1 and 65536"),
			 -EINVAL);
	assert_int_equal(try_option(DTRACEOPT_BUFPOLICY, 3, "bufpolicy"), -EINVAL);
	assert_int_equal(try_option(DTRACEOPT_CPU, FAKE_CPUS, "no such CPU"), -EINVAL);
	assert_int_equal(try_option(DTRACEOPT_CLEANRATE, 1, "cleanrate"), -EINVAL);
	assert_int_equal(try_option(DTRACEOPT_QUIET, 1, ""), 0);
	assert_int_equal(try_option(DTRACEOPT_QUIET, DTRACE_OPTION_UNSET, ""), 0);
}

static void test_options_as_dof(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_dof dof = {0};
	struct program *p = program_create();
	struct dtrace_ioc_enable again;
	struct dtrace_ioc_option query = {.option = DTRACEOPT_NSPEC};
	void *image;

	program_option(p, DTRACEOPT_NSPEC, 7);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(control(state, DTRACEIOC_DOFGET, &dof), -ENOSPC);
	image = malloc(dof.size);
	dof.buffer = (uintptr_t)image;
	assert_int_equal(control(state, DTRACEIOC_DOFGET, &dof), 0);
	dtrace_state_close(state);
	state = consumer();
	memset(&again, 0, sizeof(again));
	again.dof = dof.buffer;
	again.size = dof.size;
	assert_int_equal(control(state, DTRACEIOC_ENABLE, &again), 0);
	assert_int_equal(control(state, DTRACEIOC_OPTION, &query), 0);
	assert_int_equal(query.value, 7);
	free(image);
	dtrace_state_close(state);
}

static void test_conf_and_unknown(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_conf conf;

	assert_int_equal(control(state, DTRACEIOC_CONF, &conf), 0);
	assert_int_equal(conf.cpus, FAKE_CPUS);
	assert_int_equal(conf.abi, DTRACE_ABI);
	assert_string_equal(conf.host, "process");
	assert_int_equal(control(state, DTRACEIOC(63), &conf), -ENOTTY);
	assert_int_equal(dtrace_control(state, DTRACEIOC_CONF, 8), -EFAULT);
	assert_int_equal(dtrace_engine_stop(), -EBUSY);
	assert_int_equal(dtrace_states(), 1);
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

/* --- variables between clauses ----------------------------------------- */

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

#define TEST(t) cmocka_unit_test_setup_teardown(t, engine_setup, engine_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_begin_and_end),
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
		TEST(test_descriptions),
		TEST(test_default_record),
		TEST(test_stacks_and_symbols),
		TEST(test_destructive),
		TEST(test_destructive_refused),
		TEST(test_chill_is_bounded),
		TEST(test_options),
		TEST(test_options_as_dof),
		TEST(test_conf_and_unknown),
		TEST(test_only_one_cpu),
		TEST(test_cpu_hotplug),
		TEST(test_deadman),
		TEST(test_others_processes),
		TEST(test_this_lives_through_a_firing),
		TEST(test_no_memory_anywhere),
		cmocka_unit_test(test_no_memory_for_the_engine),
	};

	return cmocka_run_group_tests_name("core state", tests, NULL, NULL);
}
