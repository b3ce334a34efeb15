/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The engine as a whole: starting, stopping, the control lock. Control path only.
 */
#include "run.h"

struct dtrace_engine dtrace_engine;

void dtrace_lock(void)
{
	host_mutex_lock(dtrace_engine.mutex);
}

void dtrace_unlock(void)
{
	dtrace_settle();
	host_mutex_unlock(dtrace_engine.mutex);
}

void dtrace_provider_lock(void)
{
	dtrace_lock();
}

void dtrace_provider_unlock(void)
{
	dtrace_unlock();
}

static void seed_cpu(struct dtrace_cpu *cpu, unsigned int number)
{
	uint64_t seed = host_time() + number * 0x9e3779b97f4a7c15ull;
	unsigned int i;

	cpu->number = number;
	for (i = 0; i < 2; i++) { /* splitmix64: never both zero */
		uint64_t z = seed += 0x9e3779b97f4a7c15ull;

		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
		z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
		cpu->random[i] = (z ^ (z >> 31)) | 1;
		cpu->run[i].cpu = cpu;
		cpu->run[i].cpu_number = number;
		cpu->run[i].fault = -1;
	}
}

static int cpus_start(void)
{
	unsigned int i;

	dtrace_engine.cpu_count = host_cpus();
	dtrace_engine.cpus = host_alloc(dtrace_engine.cpu_count * sizeof(struct dtrace_cpu));
	if (dtrace_engine.cpus == NULL)
		return -ENOMEM;
	for (i = 0; i < dtrace_engine.cpu_count; i++)
		seed_cpu(&dtrace_engine.cpus[i], i);
	return 0;
}

static void engine_free(void)
{
	dtrace_probes_stop();
	dtrace_names_stop();
	host_free(dtrace_engine.cpus);
	if (dtrace_engine.mutex != NULL)
		host_mutex_destroy(dtrace_engine.mutex);
	memset(&dtrace_engine, 0, sizeof(dtrace_engine));
}

int dtrace_engine_start(void)
{
	int error = -ENOMEM;

	memset(&dtrace_engine, 0, sizeof(dtrace_engine));
	dtrace_deadman_set(DTRACE_DEADMAN);
	dtrace_engine.mutex = host_mutex_create("dtrace control");
	if (dtrace_engine.mutex == NULL)
		goto fail;
	error = cpus_start();
	if (error != 0)
		goto fail;
	error = dtrace_names_start();
	if (error != 0)
		goto fail;
	error = dtrace_probes_start();
	if (error != 0)
		goto fail;
	error = dtrace_own_provider_start();
	if (error != 0)
		goto fail;
	return 0;
fail:
	engine_free();
	return error;
}

/* The other providers must have unregistered: their owners know when their probes are off. */
int dtrace_engine_stop(void)
{
	bool busy;

	dtrace_lock();
	busy = dtrace_engine.state_count != 0 || dtrace_engine.providers != dtrace_engine.own ||
	       dtrace_engine.own->next != NULL;
	dtrace_unlock();
	if (busy)
		return -EBUSY;
	dtrace_own_provider_stop();
	host_synchronize();
	engine_free();
	return 0;
}

/* Far enough for ever, near enough to be added to a time. */
void dtrace_deadman_set(uint64_t ns)
{
	DTRACE_STORE(dtrace_engine.deadman, ns != 0 ? ns : UINT64_MAX / 2);
}

unsigned int dtrace_states(void)
{
	unsigned int count;

	dtrace_lock();
	count = dtrace_engine.state_count;
	dtrace_unlock();
	return count;
}

/* Grow an array of pointers (by doubling) so that index needed - 1 exists. */
int dtrace_grow(void *array_of_pointers, uint32_t *room, uint32_t needed)
{
	void ***array = array_of_pointers;
	uint32_t larger = *room != 0 ? *room : 8;
	void **copy;

	if (needed <= *room)
		return 0;
	while (larger < needed)
		larger *= 2;
	copy = host_alloc(larger * sizeof(void *));
	if (copy == NULL)
		return -ENOMEM;
	if (*array != NULL)
		memcpy(copy, *array, *room * sizeof(void *));
	host_free(*array);
	*array = copy;
	*room = larger;
	return 0;
}
