/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Helpers for stacks: what of a program is refused, and what stacks become of what they say. */
#include "programs.h"
#include "../../driver/core/ustack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct assembly a;

static const char description[] = "dtrace:helper:ustack:";

/* Frees the program. 0, or the error; `why` must then be in the message. */
static int load(struct program *p, struct dtrace_helper **helper, const char *why)
{
	char message[256] = "";
	size_t size;
	void *image = program_finish(p, &size);
	int error = dtrace_helper_load(image, size, helper, message, sizeof(message));

	free(image);
	if (why != NULL && strstr(message, why) == NULL)
		fail_msg("\"%s\" is not in \"%s\"", why, message);
	return error;
}

/* After what `a` does already. */
static uint32_t then_string(struct program *p, const char *text)
{
	asm_string(&a, 1, text);
	asm_string_result(&a);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

static uint32_t string(struct program *p, const char *text)
{
	asm_start(&a);
	return then_string(p, text);
}

/* A program of one clause, which ends so. */
static struct program *says(const char *text)
{
	struct program *p = program_create();

	program_clause(p, description, DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, then_string(p, text), 0);
	return p;
}

/* arg0 == value */
static uint32_t argument_is(struct program *p, uint64_t value)
{
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0, 1);
	asm_set(&a, 2, value);
	asm_rrr(&a, DIF_OP_XOR, 1, 2, 1);
	asm_set(&a, 2, 1);
	asm_rrr(&a, DIF_OP_UDIV, 2, 1, 3); /* 1 / 0 faults: see test_faults */
	asm_ret(&a, 3);
	return program_difo(p, &a);
}

static void refused(struct program *p, const char *why)
{
	struct dtrace_helper *helper;

	assert_true(load(p, &helper, why) < 0);
}

static void test_refusals(void **unused)
{
	struct program *p = program_create();

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, string(p, "a"), 0);
	refused(p, "dtrace:helper:ustack:");

	p = program_create();
	program_clause(p, description, DOF_NO_SECTION);
	program_action(p, DTRACEACT_PRINTF, string(p, "a"), 0);
	program_format(p, "%s");
	refused(p, "no actions");

	p = program_create();
	program_clause(p, description, DOF_NO_SECTION);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "a");
	refused(p, "no actions");

	p = program_create();
	program_clause(p, description, DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, constant(p, 1), 0);
	refused(p, "must be a string");

	p = program_create();
	program_option(p, DTRACEOPT_STRSIZE, 8192);
	program_clause(p, description, DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, string(p, "a"), 0);
	refused(p, "strsize");
}

static void refuse_variable(unsigned int scope, unsigned int kind, uint32_t size)
{
	asm_start(&a);
	asm_variable(&a, kind == DIF_VAR_ARRAY ? 0x80 : 0x500, kind, scope,
		     size != 0 ? DIF_KIND_STRING : DIF_KIND_CTF, size);
	refused(says("a"), "this-> scalars");
}

static void test_variables(void **unused)
{
	refuse_variable(DIF_SCOPE_GLOBAL, DIF_VAR_SCALAR, 0);
	refuse_variable(DIF_SCOPE_THREAD, DIF_VAR_SCALAR, 0);
	refuse_variable(DIF_SCOPE_LOCAL, DIF_VAR_SCALAR, 64);
}

static void call_nothing(unsigned int subroutine, const char *why)
{
	asm_start(&a);
	asm_wide(&a, DIF_OP_CALL, subroutine, 1);
	refused(says("a"), why);
}

static void test_subroutines(void **unused)
{
	call_nothing(DIF_SUBR_COPYOUT, "");
	call_nothing(DIF_SUBR_COPYOUTSTR, "");
	call_nothing(DIF_SUBR_SPECULATION, "neither change the process nor speculate");
}

/* --- running ------------------------------------------------------------ */

static struct dtrace_state *tracing(uint64_t arg)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_USTACK, DOF_NO_SECTION, arg);
	assert_int_equal(enable(state, p, NULL), 0);
	go(state);
	return state;
}

/* The strings of one firing on CPU 0, joined by '|', empty ones too. */
static void fire_for(struct dtrace_state *state, uint32_t frames, uint32_t size, char *to)
{
	struct dtrace_ioc_snapshot snap;
	const char *at, *end;

	fire(0, 1);
	at = (const char *)snapshot(state, 0, false, &snap) + sizeof(struct dtrace_firing_header) +
	     (frames + 1) * 8;
	end = at + size;
	assert_true(snap.size > 0);
	for (uint32_t i = 0; i < fake.frames && at < end; i++) {
		to += sprintf(to, "%s|", at);
		at += strlen(at) + 1;
	}
	*to = '\0';
}

static void test_names(void **unused)
{
	struct dtrace_state *state = tracing(4 | 64ull << 32);
	struct dtrace_ioc_status status;
	char text[256];

	fake.frames = 3;
	fire_for(state, 4, 64, text);
	assert_string_equal(text, "|||");

	struct program *p = program_create();
	program_clause(p, description, argument_is(p, 0x2000)); /* faults at 0x2000, else 0 or 1 */
	program_action(p, DTRACEACT_DIFEXPR, string(p, "never"), 0);
	program_clause(p, description, DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, string(p, "name"), 0);
	assert_int_equal(load(p, &fake.helpers[0], NULL), 0);
	fire_for(state, 4, 64, text);
	/* 1 / (0x2001 ^ 0x2000) is 1: the first clause; 1 / (0x2002 ^ 0x2000) is 0: the second. */
	assert_string_equal(text, "|never|name|");
	assert_int_equal(control(state, DTRACEIOC_STATUS, &status), 0);
	assert_int_equal(status.errors, 0);
	assert_int_equal(status.string_overflows, 0);
	dtrace_state_close(state);

	state = tracing(4 | 8ull << 32);
	fire_for(state, 4, 8, text);
	assert_string_equal(text, "|never||");
	assert_int_equal(control(state, DTRACEIOC_STATUS, &status), 0);
	assert_int_equal(status.string_overflows, 1);
	dtrace_state_close(state);
	dtrace_helper_free(fake.helpers[0]);
}

/* It reads what the process could read, and nothing else. */
static void test_kernel(void **unused)
{
	struct dtrace_state *state = tracing(2 | 64ull << 32);
	char text[256];

	fake.frames = 1;
	asm_start(&a);
	asm_set(&a, 1, 16); /* there in the fake kernel */
	asm_rrr(&a, DIF_OP_LDX, 1, 0, 1);
	assert_int_equal(load(says("seen"), &fake.helpers[0], NULL), 0);
	asm_start(&a); /* args[20]: not the probe's, whose provider is not asked */
	asm_set(&a, 1, 20);
	asm_rrr(&a, DIF_OP_LDGA, DIF_VAR_ARGS, 1, 2);
	assert_int_equal(load(says("second"), &fake.helpers[1], NULL), 0);
	fire_for(state, 2, 64, text);
	assert_string_equal(text, "second|");
	dtrace_state_close(state);
	dtrace_helper_free(fake.helpers[0]);
	dtrace_helper_free(fake.helpers[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(test_refusals), TEST(test_variables),
					   TEST(test_subroutines), TEST(test_names),
					   TEST(test_kernel)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
