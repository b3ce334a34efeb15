/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fuzz target: json(), strtok() and the searching subroutines on any strings, as a firing calls
 * them. Two strings: what lies before the first NUL and what lies behind it.
 */
#include <stdlib.h>
#include <string.h>

#include "../core/harness.h"
#include "../../driver/core/subr.h"

#define STRSIZE 512u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char scratch[64 << 10], tokens[STRSIZE];
static struct dtrace_state state = {.strsize = STRSIZE, .privileges = DTRACE_PRIVILEGE_ALL};
static struct dtrace_local local = {
	.scratch = (uint8_t *)scratch, .scratch_size = sizeof(scratch), .strtok = {.text = tokens}};
static struct dtrace_local *locals[FAKE_CPUS] = {&local};
static struct dtrace_name name; /* "" */
static struct dtrace_probe probe = {.names = {&name, &name, &name, &name}};
static struct dtrace_cpu cpu = {.random = {12345, 1}};

static uint64_t call(uint64_t (*subroutine)(struct dtrace_run *run), uint64_t a, uint64_t b)
{
	struct dtrace_run run = {.cpu = &cpu,
				 .probe = &probe,
				 .state = &state,
				 .local = &local,
				 .serial = 1,
				 .fault = -1,
				 .depth = 2};

	state.locals = locals;
	run.tuple[0].value = a;
	run.tuple[1].value = b;
	return subroutine(&run);
}

/* A result is NULL or a string that ends within strsize. */
static void check(uint64_t result)
{
	if (result != 0 && strnlen((const char *)(uintptr_t)result, STRSIZE) == STRSIZE)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t half = FAKE_SPACE / 2, first;

	if (!fake.now)
		fake_reset();
	first = strnlen((const char *)data, size);
	memset(fake.kernel, 0, sizeof(fake.kernel));
	memcpy(fake.kernel, data, first < half - 1 ? first : half - 1);
	if (first < size)
		memcpy(fake.kernel + half, data + first + 1,
		       size - first - 1 < half - 1 ? size - first - 1 : half - 1);
	check(call(dtrace_subr_json, FAKE_KERNEL, FAKE_KERNEL + half));
	check(call(dtrace_subr_strtok, FAKE_KERNEL, FAKE_KERNEL + half));
	check(call(dtrace_subr_strtok, 0, FAKE_KERNEL + half));
	check(call(dtrace_subr_cleanpath, FAKE_KERNEL, 0));
	call(dtrace_subr_strstr, FAKE_KERNEL, FAKE_KERNEL + half);
	call(dtrace_subr_index, FAKE_KERNEL, FAKE_KERNEL + half);
	call(dtrace_subr_rindex, FAKE_KERNEL, FAKE_KERNEL + half);
	return 0;
}
