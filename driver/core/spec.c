/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Speculations. Probe context except creating, destroying and dtrace_speculations_clean().
 *
 * A speculation is one word, changed by compare and swap only:
 *	generation << 32 | owner << 8 | phase
 * owner: no CPU yet, one CPU, or many have recorded into it. Each CPU records into its own part.
 *
 *	FREE ─speculation()─▶ ACTIVE ─commit()──▶ COMMITTING ─┐ every CPU has
 *	  ▲                          └discard()─▶ DISCARDING ─┤ settled its part
 *	  └────────────────────────────────────────────────────┘
 *
 * A CPU must become owner (or find itself or MANY there) while the word still says ACTIVE
 * before it records; so when commit() swaps ACTIVE for COMMITTING with itself as owner, no other
 * CPU has a part and the speculation is free again at once. Otherwise each CPU settles its own part:
 * when its cleaner runs, when its buffer is read, at STOP. Parts are touched by their CPU alone;
 *`swept` tells the others.
 */
#include "run.h"

enum phase {
	FREE,
	ACTIVE,
	COMMITTING,
	DISCARDING
};
#define NOBODY 0u
#define MANY   0xffffffu

static enum phase phase_of(uint64_t word)
{
	return word & 0xff;
}

static uint32_t owner_of(uint64_t word)
{
	return (uint32_t)(word >> 8) & MANY;
}

static uint64_t make_word(uint64_t from, uint32_t owner, enum phase phase)
{
	return (from & ~0xffffffffull) | (uint64_t)owner << 8 | phase;
}

static bool change(struct dtrace_speculation *speculation, uint64_t *from, uint64_t to)
{
	return __atomic_compare_exchange_n(&speculation->word, from, to, false, __ATOMIC_ACQ_REL,
					   __ATOMIC_ACQUIRE);
}

/* --- [control] --------------------------------------------------------- */

int dtrace_speculations_create(struct dtrace_state *state)
{
	uint32_t count = (uint32_t)dtrace_option(state, DTRACEOPT_NSPEC);

	state->speculations = host_alloc(DTRACE_MAX(count, 1u) * sizeof(struct dtrace_speculation));
	if (state->speculations == NULL)
		return -ENOMEM;
	state->speculation_count = count;
	return 0;
}

void dtrace_speculations_destroy(struct dtrace_state *state)
{
	host_free(state->speculations);
	state->speculations = NULL;
	state->speculation_count = 0;
}

static void sweep_there(void *argument, unsigned int cpu)
{
	dtrace_speculations_sweep(argument, cpu);
}

void dtrace_speculations_clean(struct dtrace_state *state)
{
	unsigned int cpu;

	if (state->speculations == NULL)
		return;
	for (cpu = 0; cpu < dtrace_engine.cpu_count; cpu++)
		if (state->locals[cpu] != NULL)
			dtrace_call_cpu(cpu, sweep_there, state);
}

/* --- settling ---------------------------------------------------------- */

/* Move a part into the principal buffer, whole or not at all. */
static void copy_part(struct dtrace_state *state, struct dtrace_local *local,
		      struct dtrace_spec_part *part)
{
	uint8_t *to;

	if (part->offset == 0)
		return;
	to = dtrace_buffer_reserve(&local->principal, part->offset, dtrace_end_reserve(state));
	if (to == NULL) {
		local->speculation_drops++;
		return;
	}
	memcpy(to, part->data, part->offset);
	dtrace_buffer_commit(&local->principal, part->offset);
}

static void settle_part(struct dtrace_state *state, struct dtrace_local *local,
			struct dtrace_spec_part *part, uint64_t word)
{
	if (phase_of(word) == COMMITTING)
		copy_part(state, local, part);
	DTRACE_POKE(part->offset, 0);
	DTRACE_STORE(part->swept, word);
}

/* A CPU that is down counts as settled when it has nothing. */
static bool settled_everywhere(struct dtrace_state *state, uint32_t number, uint64_t word)
{
	unsigned int cpu;

	for (cpu = 0; cpu < dtrace_engine.cpu_count; cpu++) {
		struct dtrace_local *local = DTRACE_LOAD(state->locals[cpu]);

		if (local == NULL || DTRACE_LOAD(local->parts[number].swept) == word)
			continue;
		if (DTRACE_PEEK(local->online) || DTRACE_PEEK(local->parts[number].offset) != 0)
			return false;
	}
	return true;
}

void dtrace_speculations_sweep(struct dtrace_state *state, unsigned int cpu)
{
	struct dtrace_local *local = state->locals[cpu];
	uint32_t i;

	for (i = 0; i < state->speculation_count; i++) {
		struct dtrace_speculation *speculation = &state->speculations[i];
		uint64_t word = DTRACE_LOAD(speculation->word);

		if (phase_of(word) != COMMITTING && phase_of(word) != DISCARDING)
			continue;
		if (local->parts[i].swept != word)
			settle_part(state, local, &local->parts[i], word);
		if (settled_everywhere(state, i, word))
			change(speculation, &word, make_word(word, NOBODY, FREE));
	}
}

/* --- what D programs call ---------------------------------------------- */

uint64_t dtrace_speculation_new(struct dtrace_run *run)
{
	struct dtrace_state *state = run->state;
	bool busy = false;
	uint32_t i;

	for (i = 0; i < state->speculation_count; i++) {
		uint64_t word = DTRACE_LOAD(state->speculations[i].word);

		if (phase_of(word) == FREE &&
		    change(&state->speculations[i], &word,
			   make_word(word + (1ull << 32), NOBODY, ACTIVE)))
			return i + 1;
		busy |= phase_of(word) != ACTIVE;
	}
	if (busy)
		run->local->speculation_busy++;
	else
		run->local->speculation_unavailable++;
	return 0;
}

/* May this CPU record into it? Makes it an owner. */
static bool claim(struct dtrace_speculation *speculation, unsigned int cpu)
{
	uint64_t word = DTRACE_LOAD(speculation->word);

	while (phase_of(word) == ACTIVE) {
		uint32_t owner = owner_of(word);

		if (owner == cpu + 1 || owner == MANY)
			return true;
		if (change(speculation, &word,
			   make_word(word, owner == NOBODY ? cpu + 1 : MANY, ACTIVE)))
			return true;
	}
	return false;
}

/* The value of the action: a speculation's number - 1, or -1 when there is nothing to do. */
static int64_t which(struct dtrace_run *run, const struct dtrace_act *act)
{
	uint64_t id = dtrace_act_value(run, act);

	if (dtrace_faulted(run) || id == 0)
		return -1;
	if (id > run->state->speculation_count) {
		dtrace_fault(run, DTRACEFLT_ILLOP, id);
		return -1;
	}
	return (int64_t)id - 1;
}

/*
 * What the clause records from here on goes to the speculation, or nowhere. A clause that records
 * nothing has no size, so there might be no room for even the header.
 */
void dtrace_act_speculate(struct dtrace_run *run, const struct dtrace_act *act)
{
	int64_t number = which(run, act);
	struct dtrace_spec_part *part;

	if (number < 0 || run->ecb->clause->size == 0 ||
	    !claim(&run->state->speculations[number], run->cpu_number))
		return;
	part = &run->local->parts[number];
	if (run->ecb->clause->size > run->local->part_size - part->offset) {
		run->local->speculation_drops++;
		return;
	}
	run->part = part;
	dtrace_record_begin(run, part->data + part->offset);
}

static void finish(struct dtrace_run *run, const struct dtrace_act *act, enum phase phase)
{
	int64_t number = which(run, act);
	struct dtrace_speculation *speculation;
	uint64_t word, ended;
	uint32_t owner;

	if (number < 0)
		return;
	speculation = &run->state->speculations[number];
	word = DTRACE_LOAD(speculation->word);
	do {
		if (phase_of(word) != ACTIVE)
			return;
		owner = owner_of(word);
		ended = make_word(word, owner, phase);
	} while (!change(speculation, &word, ended));
	settle_part(run->state, run->local, &run->local->parts[number], ended);
	if (run->part == &run->local->parts[number]) { /* this clause's own firing goes with it */
		run->part = NULL;
		run->record = NULL;
	}
	if (owner == NOBODY || owner == run->cpu_number + 1)
		change(speculation, &ended, make_word(ended, NOBODY, FREE));
}

void dtrace_act_commit(struct dtrace_run *run, const struct dtrace_act *act)
{
	finish(run, act, COMMITTING);
}

void dtrace_act_discard(struct dtrace_run *run, const struct dtrace_act *act)
{
	finish(run, act, DISCARDING);
}
