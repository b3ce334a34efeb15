/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Timers of the in-process host: one thread, started with the first timer and
 * ended with the last, that sleeps until the earliest deadline and fires it with the virtual
 * CPU held.
 *
 * `lock` protects the list and the state of the thread. A timer's function runs with `lock`
 * released and `running` set; stopping a timer waits until it is not the running one. A deadline that
 * was missed is skipped, never made up for in a burst.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "driver/core/host.h"
#include "driver/core/provider.h"

struct host_timer {
	struct host_timer *next;
	uint64_t interval, deadline; /* ns */
	void (*function)(void *argument, struct dtrace_firing *firing);
	void *argument;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_t thread;
static bool thread_lives;
static struct host_timer *timers, *running;

static void init_condition(void)
{
	pthread_condattr_t attributes;

	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&changed, &attributes);
	pthread_condattr_destroy(&attributes);
}

static struct host_timer *earliest(void)
{
	struct host_timer *best = timers;

	for (struct host_timer *timer = timers; timer; timer = timer->next) {
		if (timer->deadline < best->deadline)
			best = timer;
	}
	return best;
}

static void fire(struct host_timer *timer, uint64_t now)
{
	struct dtrace_firing firing = {0};
	uint64_t missed = (now - timer->deadline) / timer->interval;
	unsigned long cookie;

	timer->deadline += (missed + 1) * timer->interval;
	running = timer;
	pthread_mutex_unlock(&lock);
	cookie = host_probe_enter();
	timer->function(timer->argument, &firing);
	host_probe_exit(cookie);
	pthread_mutex_lock(&lock);
	running = NULL;
	pthread_cond_broadcast(&changed);
}

static void *timer_thread(void *unused)
{
	pthread_mutex_lock(&lock);
	while (timers) {
		struct host_timer *timer = earliest();
		uint64_t now = host_time();
		struct timespec until = {timer->deadline / 1000000000,
					 timer->deadline % 1000000000};

		if (timer->deadline <= now)
			fire(timer, now);
		else
			pthread_cond_timedwait(&changed, &lock, &until);
	}
	thread_lives = false;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	return NULL;
}

/* Signals belong to the program's own threads. With `lock` held. */
static int start_thread(void)
{
	sigset_t all, old;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	error = pthread_create(&thread, NULL, timer_thread, NULL);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!error) {
		pthread_detach(thread);
		thread_lives = true;
	}
	return error;
}

struct host_timer *host_timer_start(int cpu, uint64_t interval,
				    void (*function)(void *argument, struct dtrace_firing *firing),
				    void *argument)
{
	struct host_timer *timer;

	if (cpu > 0 || !interval)
		return NULL;
	pthread_once(&once, init_condition);
	timer = calloc(1, sizeof(*timer));
	if (!timer)
		return NULL;
	timer->interval = interval;
	timer->deadline = host_time() + interval;
	timer->function = function;
	timer->argument = argument;

	pthread_mutex_lock(&lock);
	timer->next = timers;
	timers = timer;
	if (!thread_lives && start_thread()) {
		timers = timer->next;
		free(timer);
		timer = NULL;
	}
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	return timer;
}

void host_timer_stop(struct host_timer *timer)
{
	struct host_timer **link;

	if (!timer)
		return;
	pthread_mutex_lock(&lock);
	for (link = &timers; *link && *link != timer; link = &(*link)->next)
		;
	if (*link)
		*link = timer->next;
	pthread_cond_broadcast(&changed);
	while (running == timer)
		pthread_cond_wait(&changed, &lock);
	/* The thread ends with the last timer: nothing of ours runs in a closed library. */
	while (!timers && thread_lives)
		pthread_cond_wait(&changed, &lock);
	pthread_mutex_unlock(&lock);
	free(timer);
}
