/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a consumer needs while it runs: buffers and scratch per CPU, variables,
 * speculations, cleaners. Made at GO, when the sizes are known; sizes are halved until they fit
 * unless bufresize=manual. Also what happens when a CPU comes or goes. Control lock held.
 */
#include "run.h"

#define SCRATCH_BASE	(64u << 10)
#define SCRATCH_STRINGS 16u
#define SMALLEST_BUFFER 1024u

static bool wanted(const struct dtrace_state *state, unsigned int cpu)
{
	uint64_t only = dtrace_option(state, DTRACEOPT_CPU);

	return host_cpu_online(cpu) && (only == DTRACE_OPTION_UNSET || only == cpu);
}

static void local_destroy(struct dtrace_local *local, uint32_t speculations)
{
	uint32_t i;

	if (local == NULL)
		return;
	dtrace_buffer_destroy(&local->principal);
	dtrace_agg_buffer_destroy(&local->aggregation);
	for (i = 0; local->parts != NULL && i < speculations; i++)
		host_free(local->parts[i].data);
	host_free(local->parts);
	host_free(local->scratch);
	host_free(local->strtok.text);
	dtrace_statics_destroy(&local->statics);
	host_free(local);
}

/* What was asked for, else enough for a few copies and many strings. */
static size_t scratch_size(const struct dtrace_state *state)
{
	uint64_t asked = dtrace_option(state, DTRACEOPT_SCRATCHSIZE);

	if (asked != 0)
		return (size_t)DTRACE_ROUND_UP(asked, 8u);
	return SCRATCH_BASE + SCRATCH_STRINGS * DTRACE_ROUND_UP(state->strsize, 8u);
}

/* Everything of fixed size; the buffers come after. */
static struct dtrace_local *local_create(const struct dtrace_state *state)
{
	struct dtrace_local *local = host_alloc(sizeof(*local));

	if (local == NULL)
		return NULL;
	local->scratch_size = scratch_size(state);
	local->scratch = host_alloc(local->scratch_size);
	local->strtok.text = host_alloc(state->strsize);
	local->online = true;
	if (local->scratch != NULL && local->strtok.text != NULL &&
	    dtrace_statics_create(&local->statics, &state->variables[DIF_SCOPE_LOCAL]) == 0)
		return local;
	local_destroy(local, 0);
	return NULL;
}

static int local_principal(const struct dtrace_state *state, struct dtrace_local *local,
			   uint64_t size)
{
	return dtrace_buffer_create(&local->principal, size, 0,
				    (unsigned int)dtrace_option(state, DTRACEOPT_BUFPOLICY));
}

static int local_aggregation(const struct dtrace_state *state, struct dtrace_local *local,
			     uint64_t size)
{
	return dtrace_agg_buffer_create(&local->aggregation, size, state->entry_max,
					state->aggregation_count);
}

static int local_speculations(const struct dtrace_state *state, struct dtrace_local *local,
			      uint64_t size)
{
	uint32_t count = (uint32_t)dtrace_option(state, DTRACEOPT_NSPEC), i;

	if (local->parts == NULL)
		local->parts = host_alloc(DTRACE_MAX(count, 1u) * sizeof(*local->parts));
	if (local->parts == NULL)
		return -ENOMEM;
	local->part_size = (uint32_t)size;
	for (i = 0; i < count; i++) {
		local->parts[i].data = host_alloc(DTRACE_MAX(size, 8u));
		if (local->parts[i].data == NULL)
			return -ENOMEM;
	}
	return 0;
}

static void undo_principal(const struct dtrace_state *state, struct dtrace_local *local)
{
	dtrace_buffer_destroy(&local->principal);
}

static void undo_aggregation(const struct dtrace_state *state, struct dtrace_local *local)
{
	dtrace_agg_buffer_destroy(&local->aggregation);
}

static void undo_speculations(const struct dtrace_state *state, struct dtrace_local *local)
{
	uint32_t count = (uint32_t)dtrace_option(state, DTRACEOPT_NSPEC), i;

	for (i = 0; local->parts != NULL && i < count; i++) {
		host_free(local->parts[i].data);
		local->parts[i].data = NULL;
	}
}

/* One kind of per-CPU buffer. */
struct kind {
	unsigned int option;
	int (*create)(const struct dtrace_state *state, struct dtrace_local *local, uint64_t size);
	void (*undo)(const struct dtrace_state *state, struct dtrace_local *local);
};
static const struct kind principal = {DTRACEOPT_BUFSIZE, local_principal, undo_principal};
static const struct kind aggregation = {DTRACEOPT_AGGSIZE, local_aggregation, undo_aggregation};
static const struct kind speculation = {DTRACEOPT_SPECSIZE, local_speculations, undo_speculations};

static int create_everywhere(struct dtrace_state *state, const struct kind *kind, uint64_t size)
{
	unsigned int cpu, undone;

	for (cpu = 0; cpu < dtrace_engine.cpu_count; cpu++) {
		if (state->locals[cpu] == NULL ||
		    kind->create(state, state->locals[cpu], size) == 0)
			continue;
		for (undone = 0; undone <= cpu; undone++)
			if (state->locals[undone] != NULL)
				kind->undo(state, state->locals[undone]);
		return -ENOMEM;
	}
	return 0;
}

/* Sizes are multiples of 8, so that what is inside stays aligned. */
static int create_buffers(struct dtrace_state *state, const struct kind *kind, uint64_t least)
{
	bool automatic = dtrace_option(state, DTRACEOPT_BUFRESIZE) == DTRACE_BUFRESIZE_AUTO;
	uint64_t size = dtrace_option(state, kind->option) & ~7ull;
	int error;

	least = DTRACE_MAX(least, (uint64_t)SMALLEST_BUFFER);
	for (;;) {
		error = size > SIZE_MAX / 4 ? -ENOMEM : create_everywhere(state, kind, size);
		if (error == 0 || !automatic || size / 2 < least)
			break;
		size = size / 2 & ~7ull;
	}
	if (error == 0)
		state->options[kind->option] = size;
	return error;
}

static int create_principal(struct dtrace_state *state)
{
	uint64_t size = dtrace_option(state, DTRACEOPT_BUFSIZE) & ~7ull;

	if (size < state->firing_max)
		return -ENOSPC;
	if (dtrace_option(state, DTRACEOPT_BUFPOLICY) != DTRACE_BUFPOLICY_FILL)
		state->end_reserve = 0;
	if (state->end_reserve != 0 && state->end_reserve >= size)
		return -E2BIG;
	return create_buffers(state, &principal,
			      DTRACE_MAX(state->firing_max, 2 * (uint64_t)state->end_reserve));
}

static bool has_dynamics(const struct dtrace_state *state)
{
	const struct dtrace_variable_table *globals = &state->variables[DIF_SCOPE_GLOBAL];
	uint32_t i;

	for (i = 0; i < globals->room; i++)
		if (globals->by_id[i] != NULL && globals->by_id[i]->kind == DIF_VAR_ARRAY)
			return true;
	return state->variables[DIF_SCOPE_THREAD].room != 0;
}

static int create_dynamics(struct dtrace_state *state)
{
	bool automatic = dtrace_option(state, DTRACEOPT_BUFRESIZE) == DTRACE_BUFRESIZE_AUTO;
	uint64_t size = dtrace_option(state, DTRACEOPT_DYNVARSIZE) & ~63ull;

	if (!has_dynamics(state))
		return 0;
	while ((state->dynamics = size > SIZE_MAX / 4 ? NULL : dtrace_dynamics_create(size)) ==
	       NULL) {
		if (!automatic || size / 2 < SMALLEST_BUFFER)
			return -ENOMEM;
		size = size / 2 & ~63ull;
	}
	state->options[DTRACEOPT_DYNVARSIZE] = size;
	return 0;
}

static int create_speculations(struct dtrace_state *state)
{
	int error;

	if (!state->uses_speculations)
		return 0;
	error = dtrace_speculations_create(state);
	return error != 0 ? error : create_buffers(state, &speculation, 0);
}

static int create_locals(struct dtrace_state *state)
{
	unsigned int cpu, made = 0;

	state->locals = host_alloc(dtrace_engine.cpu_count * sizeof(*state->locals));
	state->cleaners = host_alloc(dtrace_engine.cpu_count * sizeof(*state->cleaners));
	if (state->locals == NULL || state->cleaners == NULL)
		return -ENOMEM;
	for (cpu = 0; cpu < dtrace_engine.cpu_count; cpu++) {
		if (!wanted(state, cpu))
			continue;
		state->locals[cpu] = local_create(state);
		if (state->locals[cpu] == NULL)
			return -ENOMEM;
		made++;
	}
	return made != 0 ? 0 : -ENXIO;
}

static void clean(void *argument, struct dtrace_firing *firing)
{
	struct dtrace_state *state = argument;
	unsigned long cookie = host_probe_enter();
	struct dtrace_cpu *cpu = &dtrace_engine.cpus[host_cpu()];

	if (!cpu->busy && !cpu->parked) {
		DTRACE_POKE(cpu->busy, 1);
		dtrace_speculations_sweep(state, cpu->number);
		DTRACE_POKE(cpu->busy, 0);
	}
	host_probe_exit(cookie);
}

/* A CPU without a cleaner settles its speculations whenever its buffer is read. */
static void start_cleaner(struct dtrace_state *state, unsigned int cpu)
{
	if (state->uses_speculations && state->cleaners[cpu] == NULL)
		state->cleaners[cpu] = host_timer_start(
			(int)cpu, dtrace_option(state, DTRACEOPT_CLEANRATE), clean, state);
}

static void stop_cleaner(struct dtrace_state *state, unsigned int cpu)
{
	if (state->cleaners[cpu] != NULL)
		host_timer_stop(state->cleaners[cpu]);
	state->cleaners[cpu] = NULL;
}

int dtrace_resources_create(struct dtrace_state *state)
{
	unsigned int cpu;
	int error = create_locals(state);

	if (error == 0)
		error = dtrace_statics_create(&state->globals, &state->variables[DIF_SCOPE_GLOBAL]);
	if (error == 0)
		error = create_principal(state);
	if (error == 0 && state->aggregation_count != 0)
		error = create_buffers(state, &aggregation, state->entry_max);
	if (error == 0)
		error = create_dynamics(state);
	if (error == 0)
		error = create_speculations(state);
	if (error != 0) {
		dtrace_resources_destroy(state);
		return error;
	}
	for (cpu = 0; cpu < dtrace_engine.cpu_count; cpu++)
		if (state->locals[cpu] != NULL)
			start_cleaner(state, cpu);
	return 0;
}

void dtrace_resources_stop(struct dtrace_state *state)
{
	unsigned int cpu;

	for (cpu = 0; state->cleaners != NULL && cpu < dtrace_engine.cpu_count; cpu++)
		stop_cleaner(state, cpu);
}

void dtrace_resources_destroy(struct dtrace_state *state)
{
	unsigned int cpu;

	for (cpu = 0; state->locals != NULL && cpu < dtrace_engine.cpu_count; cpu++)
		local_destroy(state->locals[cpu], (uint32_t)dtrace_option(state, DTRACEOPT_NSPEC));
	host_free(state->locals);
	host_free(state->cleaners);
	state->locals = NULL;
	state->cleaners = NULL;
	dtrace_statics_destroy(&state->globals);
	dtrace_dynamics_destroy(state->dynamics);
	state->dynamics = NULL;
	dtrace_speculations_destroy(state);
}

/* A CPU that comes while tracing gets its share, of the sizes that were settled; without memory it
 * stays unwatched. */
static void cpu_came(struct dtrace_state *state, unsigned int cpu)
{
	struct dtrace_local *local = state->locals[cpu];
	int error = 0;

	if (local == NULL && wanted(state, cpu)) {
		local = local_create(state);
		if (local == NULL)
			return;
		error = local_principal(state, local, dtrace_option(state, DTRACEOPT_BUFSIZE));
		if (error == 0 && state->aggregation_count != 0)
			error = local_aggregation(state, local,
						  dtrace_option(state, DTRACEOPT_AGGSIZE));
		if (error == 0 && state->speculations != NULL)
			error = local_speculations(state, local,
						   dtrace_option(state, DTRACEOPT_SPECSIZE));
		if (error != 0) {
			local_destroy(local, (uint32_t)dtrace_option(state, DTRACEOPT_NSPEC));
			return;
		}
		DTRACE_STORE(state->locals[cpu], local);
	}
	if (local == NULL)
		return;
	local->online = true;
	start_cleaner(state, cpu);
}

static void cpu_went(struct dtrace_state *state, unsigned int cpu)
{
	if (state->locals[cpu] == NULL)
		return;
	stop_cleaner(state, cpu);
	state->locals[cpu]->online = false;
	dtrace_speculations_clean(state);
}

void dtrace_cpu_changed(unsigned int cpu, bool online)
{
	struct dtrace_state *state;

	if (cpu >= dtrace_engine.cpu_count)
		return;
	dtrace_lock();
	for (state = dtrace_engine.states; state != NULL; state = state->next) {
		if (state->locals == NULL)
			continue;
		if (online)
			cpu_came(state, cpu);
		else
			cpu_went(state, cpu);
	}
	dtrace_unlock();
}
