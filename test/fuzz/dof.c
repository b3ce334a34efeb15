/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fuzz target of the DOF loader. An input is either an image as it is, or (first byte odd) up to
 * four patches of a good image: offset, byte, offset, byte … What is accepted is run.
 */
#include "../core/harness.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct assembly a;

static uint32_t string_object(struct program *p)
{
	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_STRING, 32);
	asm_string(&a, 1, "text");
	asm_wide(&a, DIF_OP_STGS, 0x500, 1);
	asm_set(&a, 2, 7);
	asm_string_result(&a);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

static uint32_t number_object(struct program *p)
{
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0, 1);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

/* A bit of everything. */
static void *good_image(size_t *size)
{
	struct program *p = program_create();

	program_option(p, DTRACEOPT_BUFSIZE, 4096);
	program_option(p, DTRACEOPT_AGGSIZE, 4096);
	program_option(p, DTRACEOPT_CPU, 0);
	program_clause(p, "test:mod:func:one", number_object(p));
	program_description(p, "dtrace:::");
	program_action(p, DTRACEACT_PRINTF, number_object(p), 0);
	program_format(p, "%d\n");
	program_action(p, DTRACEACT_DIFEXPR, string_object(p), 0);
	program_action(p, DTRACEACT_STACK, DOF_NO_SECTION, 3);
	program_action(p, DTRACEACT_WEIGHT, number_object(p), 0);
	program_aggregation(p, DTRACEAGG_LQUANTIZE, number_object(p), 1ull << 48 | 10ull << 32, 2,
			    "a");
	program_clause(p, "test:::two", DOF_NO_SECTION);
	program_action(p, DTRACEACT_SPECULATE, number_object(p), 0);
	program_action(p, DTRACEACT_USTACK, DOF_NO_SECTION, 2 | 8ull << 32);
	program_clause(p, "test:::three", DOF_NO_SECTION);
	program_action(p, DTRACEACT_COMMIT, number_object(p), 0);
	return program_finish(p, size);
}

static void run_image(void *image, size_t size)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable request;
	struct dtrace_ioc_snapshot snap;
	unsigned int i;

	memset(&request, 0, sizeof(request));
	request.dof = (uintptr_t)image;
	request.size = size;
	if (control(state, DTRACEIOC_ENABLE, &request) == 0 && go(state) == 0) {
		for (i = 0; i < 6; i++)
			fire(i % 3, i);
		stop(state);
		memset(&snap, 0, sizeof(snap));
		control(state, DTRACEIOC_BUFSNAP, &snap);
	}
	dtrace_state_close(state);
}

static void *patched(const uint8_t *good, size_t good_size, const uint8_t *data, size_t size,
		     size_t most)
{
	uint8_t *image = malloc(good_size);
	size_t i;

	memcpy(image, good, good_size);
	for (i = 0; i + 3 <= size && i < 3 * most; i += 3)
		image[(data[i] | (size_t)data[i + 1] << 8) % good_size] = data[i + 2];
	return image;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t *good;
	static size_t good_size;
	void *image;
	long before;

	if (size == 0)
		return 0;
	if (good == NULL) {
		if (engine_setup(NULL) != 0)
			__builtin_trap();
		fake.allocation_largest = 1 << 20; /* absurd sizes must not cost time */
		good = good_image(&good_size);
	}
	before = fake.allocations;
	if (data[0] & 1) {
		image = patched(good, good_size, data + 1, size - 1, 1 + data[0] / 2 % 4);
		size = good_size;
	} else {
		image = malloc(size);
		memcpy(image, data, size);
		memcpy(image, good, size < 16 ? size : 16); /* the identification */
	}
	run_image(image, size);
	free(image);
	if (fake.allocations != before)
		__builtin_trap();
	return 0;
}
