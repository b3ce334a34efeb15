/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The in-process host: one virtual CPU, number 0.
 *
 * "Interrupts off on this CPU" is a recursive mutex that every firing, every call on
 * "the CPU" and every synchronisation takes; so there is exactly one firing at a time
 * and waiting for all CPUs to leave probe context means taking it once. Control paths are
 * ordinary threads with ordinary mutexes and never hold the CPU while they wait.
 */
#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <dtrace/version.h>
#include "driver/core/host.h"
#include "process.h"

static pthread_mutex_t virtual_cpu = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

unsigned int host_cpus(void)
{
	return 1;
}

bool host_cpu_online(unsigned int cpu)
{
	return cpu == 0;
}

unsigned int host_cpu(void)
{
	return 0;
}

unsigned long host_probe_enter(void)
{
	pthread_mutex_lock(&virtual_cpu);
	return 0;
}

void host_probe_exit(unsigned long cookie)
{
	pthread_mutex_unlock(&virtual_cpu);
}

int host_call_cpu(unsigned int cpu, void (*function)(void *), void *argument)
{
	if (cpu != 0)
		return -ENXIO;
	pthread_mutex_lock(&virtual_cpu);
	function(argument);
	pthread_mutex_unlock(&virtual_cpu);
	return 0;
}

void host_synchronize(void)
{
	pthread_mutex_lock(&virtual_cpu);
	pthread_mutex_unlock(&virtual_cpu);
}

/* --- mutexes of the control path ------------------------------------------------------ */

struct host_mutex {
	pthread_mutex_t lock;
	pthread_t owner;
	bool held;
};

struct host_mutex *host_mutex_create(const char *name)
{
	struct host_mutex *mutex = calloc(1, sizeof(*mutex));

	if (mutex)
		pthread_mutex_init(&mutex->lock, NULL);
	return mutex;
}

void host_mutex_destroy(struct host_mutex *mutex)
{
	if (!mutex)
		return;
	pthread_mutex_destroy(&mutex->lock);
	free(mutex);
}

bool host_mutex_held(struct host_mutex *mutex)
{
	return __atomic_load_n(&mutex->held, __ATOMIC_RELAXED) &&
	       pthread_equal(mutex->owner, pthread_self());
}

void host_mutex_lock(struct host_mutex *mutex)
{
	HOST_ASSERT(!host_mutex_held(mutex));
	pthread_mutex_lock(&mutex->lock);
	mutex->owner = pthread_self();
	__atomic_store_n(&mutex->held, true, __ATOMIC_RELAXED);
}

void host_mutex_unlock(struct host_mutex *mutex)
{
	HOST_ASSERT(host_mutex_held(mutex));
	__atomic_store_n(&mutex->held, false, __ATOMIC_RELAXED);
	pthread_mutex_unlock(&mutex->lock);
}

/* --- time ------------------------------------------------------------------------------ */

static uint64_t read_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec;
}

uint64_t host_time(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

uint64_t host_wall_time(void)
{
	return read_clock(CLOCK_REALTIME);
}

uint64_t host_vtime(void)
{
	if (process_current)
		return process_thread_time(process_current);
	return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

void host_spin(uint64_t ns)
{
	uint64_t end = host_time() + ns;

	while (host_time() < end)
		;
}

/* --- last words ---------------------------------------------------------------------------- */

void host_log(const char *format, ...)
{
	va_list list;

	if (!getenv("DTRACE_DEBUG"))
		return;
	va_start(list, format);
	fputs("dtrace DEBUG: ", stderr);
	vfprintf(stderr, format, list);
	fputc('\n', stderr);
	va_end(list);
}

/* The consumer is told when it asks. */
void host_deadman(uint32_t consumer)
{
}

void host_assert_failed(const char *expression, const char *file, int line)
{
	fprintf(stderr, "dtrace: internal error: %s is not true at %s:%d; please report this\n",
		expression, file, line);
	abort();
}

const char *host_name(void)
{
	return "process";
}

const char *host_kernel(void)
{
	return "";
}

const char *host_release(void)
{
	return DTRACE_RELEASE;
}
