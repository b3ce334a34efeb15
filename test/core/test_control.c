/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Control calls: options, adding programs, limits; what a refused one must not leave behind. */
#include "programs.h"
#include "../../driver/core/objects.h"

#include <stdio.h>
#include <stdlib.h>

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
	/* Rates are bent to their limits. */
	p = program_create();
	program_option(p, DTRACEOPT_CLEANRATE, 1);
	program_option(p, DTRACEOPT_STATUSRATE, UINT64_MAX - 1);
	state = consumer();
	assert_int_equal(enable(state, p, NULL), 0);
	query.option = DTRACEOPT_CLEANRATE;
	assert_int_equal(control(state, DTRACEIOC_OPTION, &query), 0);
	assert_int_equal(query.value, 200000);
	query.option = DTRACEOPT_STATUSRATE;
	assert_int_equal(control(state, DTRACEIOC_OPTION, &query), 0);
	assert_int_equal(query.value, 10000000000);
	dtrace_state_close(state);
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

/* --- a refused program leaves nothing behind ---------------------------- */

static uint64_t option(struct dtrace_state *state, uint32_t number)
{
	struct dtrace_ioc_option query = {.option = number};

	assert_int_equal(control(state, DTRACEIOC_OPTION, &query), 0);
	return query.value;
}

static struct program *refused_at_the_end(void)
{
	static struct assembly a;
	struct program *p = program_create();

	program_option(p, DTRACEOPT_DESTRUCTIVE, 1);
	program_option(p, DTRACEOPT_STRSIZE, 1024);
	program_option(p, DTRACEOPT_NSPEC, 7);
	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_STRING, 1024);
	asm_ret(&a, 0);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	program_format(p, "format");
	program_aggregation(p, DTRACEAGG_QUANTIZE, constant(p, 1), 0, 0, "a");
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, 0x7fff, DOF_NO_SECTION, 0); /* there is no such action */
	return p;
}

static void test_refused_program(void **unused)
{
	static struct assembly a;
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable result;
	struct program *p;

	assert_int_equal(enable(state, refused_at_the_end(), &result), -EINVAL);
	assert_int_equal(result.matched, 0);
	assert_int_equal(option(state, DTRACEOPT_DESTRUCTIVE), 0);
	assert_int_equal(option(state, DTRACEOPT_STRSIZE), 256);
	assert_int_equal(option(state, DTRACEOPT_NSPEC), 1);
	assert_int_equal(state->format_count, 0);
	assert_int_equal(state->aggregation_count, 0);
	assert_int_equal(state->ecb_count, 0);
	p = program_create(); /* the right to be destructive is gone too */
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_STOP, DOF_NO_SECTION, 0);
	assert_int_equal(enable(state, p, &result), -EPERM);
	p = program_create(); /* and the variable may be of another type */
	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_wide(&a, DIF_OP_LDGS, 0x500, 1);
	asm_ret(&a, 1);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	assert_int_equal(enable(state, p, &result), 0);
	assert_int_equal(go(state), 0);
	fire(0, 1);
	EXPECT(state, 0);
	dtrace_state_close(state);
}

/* An earlier program's variables, options and formats stay as they were. */
static void test_refused_after_accepted(void **unused)
{
	static struct assembly a;
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	int i;

	program_option(p, DTRACEOPT_NSPEC, 3);
	asm_start(&a);
	asm_variable(&a, 0x501, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_set(&a, 1, 42);
	asm_wide(&a, DIF_OP_STGS, 0x501, 1);
	asm_wide(&a, DIF_OP_LDGS, 0x501, 2);
	asm_ret(&a, 2);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	program_format(p, "kept");
	assert_int_equal(enable(state, p, NULL), 0);
	for (i = 0; i < 3;
	     i++) /* one change less than it takes: strsize would be refused at once */
		assert_true(enable(state, refused_at_the_end(), NULL) != 0);
	assert_int_equal(option(state, DTRACEOPT_NSPEC), 3);
	assert_int_equal(state->format_count, 1);
	assert_int_equal(state->variables[DIF_SCOPE_GLOBAL].words, 1);
	assert_int_equal(go(state), 0);
	fire(0, 1);
	EXPECT(state, 42);
	dtrace_state_close(state);
}

/* --- limits -------------------------------------------------------------- */

/* Many descriptions of one clause, each matching many probes. */
static void test_too_many_enabled_probes(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_enable result;
	unsigned int i;
	char name[16];

	dtrace_provider_lock();
	for (i = 0; i < 20000; i++) {
		snprintf(name, sizeof(name), "f%u", i);
		dtrace_probe_create(test_provider, "many", name, "n", NULL);
	}
	dtrace_provider_unlock();
	for (i = 0; i < 27; i++) {
		unsigned int k;

		program_clause(p, "test:many::", DOF_NO_SECTION);
		for (k = 1; k < 8; k++)
			program_description(p, "test:many::");
	}
	assert_int_equal(enable(state, p, &result), -E2BIG);
	assert_non_null(strstr(result.message, "more than 4194304 enabled probes"));
	assert_int_equal(state->ecb_count, 0);
	p = program_create();
	trace(p, "test:many::", 1);
	assert_int_equal(enable(state, p, &result), 0);
	assert_int_equal(result.ecbs, 20000);
	dtrace_state_close(state);
}

/* --- a consumer whose memory does not answer ------------------------------ */

static struct dtrace_state *neighbour;
static unsigned int neighbourly; /* calls that went through meanwhile */

static void use_the_engine_meanwhile(void)
{
	struct dtrace_ioc_status status;

	fake.copying = NULL;
	assert_int_equal(control(neighbour, DTRACEIOC_STATUS, &status), 0);
	neighbourly++;
}

static int control_slowly(struct dtrace_state *state, uint32_t command, void *argument)
{
	int error;

	fake.copying = use_the_engine_meanwhile;
	error = control(state, command, argument);
	fake.copying = NULL;
	return error;
}

static void test_slow_memory_blocks_nobody_else(void **unused)
{
	static char bytes[8 << 20];
	uint64_t where = (uintptr_t)bytes;
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_probes list = {.start = 1, .buffer = where, .size = sizeof(bytes)};
	struct dtrace_ioc_eprobe eprobe = {.epid = 1, .count = 8, .records = where};
	struct dtrace_ioc_aggdesc aggdesc = {.id = 1, .count = 8, .records = where};
	struct dtrace_ioc_format format = {.format = 1, .length = 64, .string = where};
	struct dtrace_ioc_dof dof = {where, sizeof(bytes)};
	struct dtrace_ioc_snapshot snap = {.buffer = where, .capacity = sizeof(bytes)};

	neighbour = consumer();
	neighbourly = 0;
	trace(p, "test:::one", 1);
	program_format(p, "text");
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "a");
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 1);
	assert_int_equal(control_slowly(state, DTRACEIOC_PROBES, &list), 0);
	assert_int_equal(control_slowly(state, DTRACEIOC_EPROBE, &eprobe), 0);
	assert_int_equal(control_slowly(state, DTRACEIOC_AGGDESC, &aggdesc), 0);
	assert_int_equal(control_slowly(state, DTRACEIOC_FORMAT, &format), 0);
	assert_int_equal(control_slowly(state, DTRACEIOC_DOFGET, &dof), 0);
	assert_int_equal(control_slowly(state, DTRACEIOC_BUFSNAP, &snap), 0);
	assert_int_equal(snap.size, 24);
	assert_int_equal(control_slowly(state, DTRACEIOC_AGGSNAP, &snap), 0);
	assert_true(snap.size > 0);
	assert_int_equal(neighbourly, 7);
	dtrace_state_close(state);
	dtrace_state_close(neighbour);
}

/* A snapshot that cannot be delivered is lost, and the next one is whole. */
static void test_snapshot_that_cannot_be_copied(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap = {.buffer = 16, .capacity = 64 << 20};
	int i;

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "a");
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	for (i = 0; i < 3; i++) {
		fire(0, 1);
		assert_int_equal(control(state, DTRACEIOC_AGGSNAP, &snap), -EFAULT);
	}
	fire(0, 1);
	assert_int_equal(((uint64_t *)snapshot(state, 0, true, &snap))[1], 1);
	assert_int_equal(snap.size, 16);
	dtrace_state_close(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_options),
		TEST(test_options_as_dof),
		TEST(test_conf_and_unknown),
		TEST(test_refused_program),
		TEST(test_refused_after_accepted),
		TEST(test_too_many_enabled_probes),
		TEST(test_slow_memory_blocks_nobody_else),
		TEST(test_snapshot_that_cannot_be_copied),
	};

	return cmocka_run_group_tests_name("core control", tests, NULL, NULL);
}
