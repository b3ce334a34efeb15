/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The in-process backend: the engine, started with the first handle of the
 * process and stopped with the last, behind libdtrace's one interface to engines.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

#include "driver/core/engine.h"
#include "driver/providers/providers.h"
#include "libdtrace/dt_impl.h"
#include "process_maps.h"
#include "process_proc.h"
#include "process_user.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned int users;

static const struct {
	int (*start)(void);
	int (*stop)(void);
} providers[] = {
	{profile_provider_start, profile_provider_stop},
	{process_syscall_start, process_syscall_stop},
	{process_proc_start, process_proc_stop},
	{process_user_start, process_user_stop},
};
#define PROVIDERS (sizeof(providers) / sizeof(providers[0]))

static void stop_engine(size_t providers_started)
{
	while (providers_started)
		providers[--providers_started].stop();
	dtrace_engine_stop();
	process_maps_free();
	process_unwind_free();
}

static int start_engine(void)
{
	int error = dtrace_engine_start();

	for (size_t i = 0; i < PROVIDERS && !error; i++) {
		error = providers[i].start();
		if (error)
			stop_engine(i);
	}
	return error;
}

/* With `lock` held. */
static int start(void)
{
	int error = users ? 0 : start_engine();

	if (!error)
		users++;
	return error;
}

static void stop(void)
{
	if (!--users)
		stop_engine(PROVIDERS);
}

/* The probes that need a process to trace. */
void process_provide(void)
{
	process_syscall_provide();
	process_proc_provide();
}

static int process_open(void **connection, char *message, size_t size)
{
	struct dtrace_state *state = NULL;
	int error;

	pthread_mutex_lock(&lock);
	error = start();
	if (!error) {
		error = dtrace_state_open(DTRACE_PRIVILEGE_ALL, &state);
		if (error)
			stop();
	}
	pthread_mutex_unlock(&lock);
	if (error)
		snprintf(message, size, "the in-process tracing engine did not start: %s",
			 strerror(-error));
	*connection = state;
	return error;
}

static int process_control(void *connection, uint32_t command, void *argument)
{
	const struct dtrace_ioc_probes *probes = argument;

	/* Of these, even providers are made when somebody asks. */
	if (command == DTRACEIOC_PROBES && probes->flags & DTRACE_PROBES_PROVIDE)
		process_user_provide(&probes->pattern);
	return dtrace_control(connection, command, (uintptr_t)argument);
}

static void process_close(void *connection)
{
	pthread_mutex_lock(&lock);
	dtrace_state_close(connection);
	stop();
	pthread_mutex_unlock(&lock);
}

/* ORDER enum process_state */
static enum dt_process_state state_of(pid_t pid, int *status)
{
	return (enum dt_process_state)process_state(pid, status);
}

static const struct dt_backend_processes targets = {
	.start = process_start_command,
	.run_on = process_run_on,
	.attach = process_attach,
	.go = process_go,
	.release = process_release,
	.state = state_of,
	.maps = process_maps_with,
	.unwind_by_cfi = process_unwind_by_cfi,
	.poll = process_user_poll,
	.need_us = process_needs_tracer,
	.wait = process_wait_all,
};

const struct dt_backend dt_backend_process = {
	.name = "process",
	.open = process_open,
	.control = process_control,
	.close = process_close,
	.processes = &targets,
};
