/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The life of a consumer: open, programs added, GO, STOP, close. Control lock held inside.
 *
 *	INACTIVE ──GO──▶ WARMUP ──▶ ACTIVE ──STOP──▶ DRAINING ──▶ STOPPED
 *	                    └─exit()─▶ EXITING ─STOP─┘
 *
 * Only BEGIN fires in WARMUP and only END in DRAINING. After STOPPED nothing of the consumer
 * can be in a firing, so its buffers may be read in place.
 */
#include "run.h"

int dtrace_state_open(unsigned int privileges, struct dtrace_state **state)
{
	struct dtrace_state *fresh = host_alloc(sizeof(*fresh));
	unsigned long cookie;

	if (fresh == NULL)
		return -ENOMEM;
	fresh->reading = host_mutex_create("dtrace reader");
	if (fresh->reading == NULL) {
		host_free(fresh);
		return -ENOMEM;
	}
	fresh->privileges = privileges;
	dtrace_options_start(fresh);
	cookie = host_probe_enter();
	fresh->uid = host_uid();
	host_probe_exit(cookie);
	fresh->alive = host_time();
	dtrace_lock();
	fresh->number = ++dtrace_engine.last_state;
	fresh->next = dtrace_engine.states;
	dtrace_engine.states = fresh;
	dtrace_engine.state_count++;
	dtrace_unlock();
	*state = fresh;
	return 0;
}

void dtrace_state_free_programs(struct dtrace_state *state)
{
	uint32_t i;

	dtrace_ecbs_destroy(state);
	while (state->enablings != NULL) {
		struct dtrace_enabling *enabling = state->enablings;

		state->enablings = enabling->next;
		dtrace_enabling_destroy(enabling);
	}
	for (i = 0; i < state->format_count; i++)
		host_free(state->formats[i]);
	host_free(state->formats);
	host_free(state->aggregations);
	dtrace_variables_destroy(state);
}

void dtrace_state_close(struct dtrace_state *state)
{
	struct dtrace_state **at;

	if (state->claimed != NULL)
		dtrace_state_close(state->claimed);
	dtrace_lock();
	DTRACE_STORE(state->activity, DTRACE_STOPPED);
	for (at = &dtrace_engine.states; *at != state; at = &(*at)->next)
		;
	*at = state->next;
	dtrace_resources_stop(state);
	if (state->linked) {
		dtrace_ecbs_unlink(state);
		dtrace_providers_commit();
	}
	host_synchronize();
	dtrace_resources_destroy(state);
	dtrace_state_free_programs(state);
	dtrace_engine.state_count--;
	dtrace_unlock();
	host_mutex_destroy(state->reading);
	host_free(state);
}

int dtrace_state_add_format(struct dtrace_state *state, const char *text, uint32_t *format)
{
	size_t length = strlen(text) + 1;
	char *copy;

	if (dtrace_grow(&state->formats, &state->format_room, state->format_count + 1) != 0)
		return -ENOMEM;
	copy = host_alloc(length);
	if (copy == NULL)
		return -ENOMEM;
	memcpy(copy, text, length);
	state->formats[state->format_count++] = copy;
	*format = state->format_count;
	return 0;
}

int dtrace_state_add_aggregation(struct dtrace_state *state, struct dtrace_aggregation *aggregation)
{
	if (dtrace_grow(&state->aggregations, &state->aggregation_room,
			state->aggregation_count + 1) != 0)
		return -ENOMEM;
	state->aggregations[state->aggregation_count++] = aggregation;
	aggregation->id = state->aggregation_count;
	return 0;
}

static void append_enabling(struct dtrace_state *state, struct dtrace_enabling *enabling)
{
	struct dtrace_enabling **at = &state->enablings;

	while (*at != NULL)
		at = &(*at)->next;
	*at = enabling;
}

static void provide_for(const struct dtrace_enabling *enabling)
{
	uint32_t i, k;

	for (i = 0; i < enabling->clause_count; i++)
		for (k = 0; k < enabling->clauses[i].description_count; k++)
			dtrace_provide(&enabling->clauses[i].descriptions[k]);
	dtrace_settle();
}

/*
 * Back to what the consumer was `before` the program. A refused one leaves nothing: no option
 * either, and no right to destructive actions.
 */
static void restore(struct dtrace_state *state, const struct dtrace_state *before)
{
	dtrace_ecbs_truncate(state, before->ecb_count);
	while (state->format_count > before->format_count)
		host_free(state->formats[--state->format_count]);
	dtrace_variables_forget(state, state->program);
	memcpy(state->options, before->options, sizeof(before->options));
	state->strsize = before->strsize;
	state->destructive = before->destructive;
	state->uses_speculations = before->uses_speculations;
	state->aggregation_count = before->aggregation_count;
	state->entry_max = before->entry_max;
	state->firing_max = before->firing_max;
	state->end_reserve = before->end_reserve;
}

static int load_and_match(struct dtrace_state *state, const void *image, size_t size,
			  struct dtrace_ioc_enable *result, struct dtrace_enabling **enabling)
{
	int error = dtrace_dof_load(state, image, size, enabling, result->message,
				    sizeof(result->message));

	if (error != 0)
		return error;
	provide_for(*enabling);
	error = dtrace_enabling_match(*enabling, &result->matched, &result->ecbs);
	if (error == -E2BIG)
		dtrace_message(result->message, sizeof(result->message),
			       "more than %u enabled probes in one consumer: ask for fewer",
			       DTRACE_ECBS_MAX);
	return error;
}

/* Add a program: all of it or nothing. */
int dtrace_state_enable(struct dtrace_state *state, const void *image, size_t size,
			struct dtrace_ioc_enable *result)
{
	const struct dtrace_state before = *state;
	struct dtrace_enabling *enabling = NULL;
	int error;

	if (state->activity != DTRACE_INACTIVE) {
		dtrace_message(result->message, sizeof(result->message),
			       "programs cannot be added once tracing has begun");
		return -EBUSY;
	}
	state->program++;
	error = load_and_match(state, image, size, result, &enabling);
	if (error == 0) {
		append_enabling(state, enabling);
		return 0;
	}
	result->matched = result->ecbs = 0;
	restore(state, &before);
	dtrace_enabling_destroy(enabling);
	return error;
}

struct own_firing {
	struct dtrace_state *state;
	dtrace_id_t id;
};

static void fire_there(void *argument, unsigned int cpu)
{
	struct own_firing *own = argument;
	struct dtrace_firing firing;

	memset(&firing, 0, sizeof(firing));
	firing.arg[0] = own->state->number;
	firing.args = 1;
	dtrace_fire_own(&dtrace_engine.cpus[cpu], own->id, own->state, &firing);
}

static bool has_local(struct dtrace_state *state, unsigned int cpu)
{
	return state->locals[cpu] != NULL;
}

/* On the CPU of the caller, in its thread, if the consumer has buffers there. */
static bool fire_here(struct own_firing *own, uint32_t *fired_on)
{
	unsigned long cookie = host_probe_enter();
	unsigned int number = host_cpu();
	struct dtrace_cpu *cpu = &dtrace_engine.cpus[number];
	bool here = has_local(own->state, number) && !cpu->busy;

	if (here) {
		DTRACE_POKE(cpu->busy, 1);
		fire_there(own, number);
		DTRACE_POKE(cpu->busy, 0);
		*fired_on = number;
	}
	host_probe_exit(cookie);
	return here;
}

static void fire_own(struct dtrace_state *state, dtrace_id_t id, uint32_t *fired_on)
{
	struct own_firing own = {state, id};
	unsigned int cpu;

	if (fire_here(&own, fired_on))
		return;
	for (cpu = 0; cpu < dtrace_engine.cpu_count; cpu++) {
		if (!has_local(state, cpu))
			continue;
		dtrace_call_cpu(cpu, fire_there, &own);
		*fired_on = cpu;
		return;
	}
}

static int begin(struct dtrace_state *state, struct dtrace_ioc_cpu *result)
{
	int expected = DTRACE_WARMUP;

	dtrace_ecbs_link(state);
	dtrace_providers_commit();
	result->incomplete = dtrace_ecbs_incomplete(state);
	state->alive = host_time();
	DTRACE_STORE(state->activity, DTRACE_WARMUP);
	fire_own(state, dtrace_engine.begin, &result->cpu);
	state->begin_cpu = result->cpu;
	state->alive = host_time();
	__atomic_compare_exchange_n(&state->activity, &expected, DTRACE_ACTIVE, false,
				    __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
	return 0;
}

int dtrace_state_go(struct dtrace_state *state, struct dtrace_ioc_cpu *result)
{
	int error;

	if (state->activity != DTRACE_INACTIVE)
		return -EBUSY;
	if (dtrace_option(state, DTRACEOPT_GRABANON) != 0 && !state->unclaimed)
		return dtrace_anonymous_claim(state, result);
	error = dtrace_resources_create(state);
	if (error != 0)
		return error;
	return begin(state, result);
}

int dtrace_state_stop(struct dtrace_state *state, uint32_t *cpu)
{
	int activity = DTRACE_LOAD(state->activity);

	if (activity == DTRACE_INACTIVE)
		return -EINVAL;
	if (!state->linked)
		return 0;
	if (activity != DTRACE_KILLED)
		DTRACE_STORE(state->activity, DTRACE_DRAINING);
	host_synchronize();
	dtrace_speculations_clean(state);
	if (activity != DTRACE_KILLED) {
		fire_own(state, dtrace_engine.end, cpu);
		dtrace_speculations_clean(state);
		DTRACE_STORE(state->activity, DTRACE_STOPPED);
	}
	dtrace_resources_stop(state);
	dtrace_ecbs_unlink(state);
	dtrace_providers_commit();
	return 0;
}
