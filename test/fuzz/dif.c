/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fuzz target of the DIF verifier and interpreter: whatever the verifier accepts must run to its
 * end, touch nothing it may not, and leave nothing behind.
 */
#include "dif_object.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run_object(const struct assembly *a)
{
	struct program *p = program_create();
	struct dtrace_ioc_enable result;
	struct dtrace_ioc_snapshot snap;
	struct dtrace_state *state = consumer();
	unsigned int i;

	program_option(p, DTRACEOPT_DESTRUCTIVE, 1);
	program_option(p, DTRACEOPT_BUFSIZE, 8192);
	program_option(p, DTRACEOPT_AGGSIZE, 4096);
	program_option(p, DTRACEOPT_SPECSIZE, 1024);
	program_option(p, DTRACEOPT_DYNVARSIZE, 2048);
	program_option(p, DTRACEOPT_STRSIZE, 64);
	program_option(p, DTRACEOPT_CPU, 0);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, a), 0);
	program_clause(p, "dtrace:::ERROR", DOF_NO_SECTION);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, a), 0);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 1, "a");
	if (enable(state, p, &result) == 0 && go(state) == 0) {
		for (i = 0; i < 4; i++)
			fire(0, i);
		count_firings(snapshot(state, 0, false, &snap), &snap);
		snapshot(state, 0, true, &snap);
		stop(state);
	}
	dtrace_state_close(state);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool started;
	struct assembly a;
	struct dtrace_difo difo;
	char message[256];
	long before;

	if (!started && engine_setup(NULL) != 0)
		__builtin_trap();
	started = true;
	dif_object(&a, data, size);
	difo = asm_difo(&a);
	if (dtrace_dif_verify(&difo, message, sizeof(message)) != 0)
		return 0;
	before = fake.allocations;
	run_object(&a);
	if (fake.allocations != before)
		__builtin_trap();
	return 0;
}
