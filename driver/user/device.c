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

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned int users;

/* With `lock` held. */
static int start(void)
{
	int error;

	if (users++)
		return 0;
	error = dtrace_engine_start();
	if (!error) {
		error = profile_provider_start();
		if (error)
			dtrace_engine_stop();
	}
	if (error)
		users--;
	return error;
}

static void stop(void)
{
	if (--users)
		return;
	profile_provider_stop();
	dtrace_engine_stop();
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
	return dtrace_control(connection, command, (uintptr_t)argument);
}

static void process_close(void *connection)
{
	pthread_mutex_lock(&lock);
	dtrace_state_close(connection);
	stop();
	pthread_mutex_unlock(&lock);
}

const struct dt_backend dt_backend_process = {
	.name = "process",
	.open = process_open,
	.control = process_control,
	.close = process_close,
};
