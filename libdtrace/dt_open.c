/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Making and ending a handle: choose who runs the programs, then open each part
 * in order; closing undoes it in the opposite order and is safe on a half-open handle.
 *
 * The driver is taken when it can be opened; otherwise the in-process host, with the reason kept,
 * so that the error for a probe only the driver has can say why it is not used.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <dtrace/version.h>

#include "dt_consumer.h"
#include "dt_impl.h"
#include "dt_target.h"
#include "dt_departed.h"
#include "dt_usym.h"

static int check_abi(struct dtrace_hdl *hdl)
{
	if (dt_control(hdl, DTRACEIOC_CONF, &hdl->conf))
		return -1;
	hdl->conf.host[sizeof(hdl->conf.host) - 1] = '\0';
	hdl->conf.release[sizeof(hdl->conf.release) - 1] = '\0';
	if (hdl->conf.abi != DTRACE_ABI || !hdl->conf.cpus)
		return dt_set_error(hdl, EDT_VERSION,
				    "the loaded driver (release %s) speaks another version of the "
				    "interface than this library (%u, not %u): load the driver built with it",
				    hdl->conf.release, hdl->conf.abi, DTRACE_ABI);
	return 0;
}

static int connect_backend(struct dtrace_hdl *hdl, const struct dt_backend *backend)
{
	char message[256] = "";
	int error;

	error = backend->open(&hdl->connection, message, sizeof(message));
	if (error)
		return dt_set_error(hdl, error == -EACCES || error == -EPERM ? EDT_ACCESS : EDT_NODEV,
				    "%s", message);
	hdl->backend = backend;
	dt_debug(hdl, "connected to the %s backend", hdl->backend == &dt_backend_driver ? "driver" : "process");
	return check_abi(hdl);
}

static int choose_backend(struct dtrace_hdl *hdl)
{
	if (hdl->vector) {
		hdl->backend = &dt_backend_vector;
		hdl->connection = hdl;
		return check_abi(hdl);
	}
	if (hdl->open_flags & DTRACE_O_NODEV)
		return 0;
	if (!(hdl->open_flags & DTRACE_O_PROCESS)) {
		if (!connect_backend(hdl, &dt_backend_driver))
			return 0;
		if (hdl->backend || (hdl->open_flags & DTRACE_O_DRIVER))
			return -1;
		hdl->no_driver = hdl->message;
		hdl->message = NULL;
	}
	return connect_backend(hdl, &dt_backend_process);
}

int dt_control(struct dtrace_hdl *hdl, uint32_t command, void *argument)
{
	int error;

	if (!hdl->backend)
		return dt_set_error(hdl, EDT_NODEV, NULL);
	error = hdl->backend->control(hdl->connection, command, argument);
	return error ? dt_set_error(hdl, -error, NULL) : 0;
}

/* 0, or what is wrong with them. */
static int check_flags(int flags)
{
	const int models = DTRACE_O_LP64 | DTRACE_O_ILP32;
	const int backends = DTRACE_O_PROCESS | DTRACE_O_DRIVER;

	if (flags & ~(DTRACE_O_NODEV | DTRACE_O_NOSYS | models | backends) ||
	    (flags & models) == models || (flags & backends) == backends)
		return EINVAL;
	return flags & DTRACE_O_ILP32 ? EDT_UNSUPPORTED : 0;
}

dtrace_hdl_t *dtrace_vopen(int version, int flags, int *error, const dtrace_vector_t *vector,
			   void *argument)
{
	struct dtrace_hdl *hdl;
	int ignored;

	if (!error)
		error = &ignored;
	if (version != DTRACE_VERSION) {
		*error = EDT_VERSION;
		return NULL;
	}
	*error = check_flags(flags);
	if (*error)
		return NULL;
	hdl = calloc(1, sizeof(*hdl));
	if (!hdl) {
		*error = EDT_NOMEM;
		return NULL;
	}
	hdl->open_flags = flags;
	hdl->vector = vector;
	hdl->vector_argument = argument;
	if (dt_options_open(hdl) || choose_backend(hdl) || dt_types_open(hdl) ||
	    dt_compiler_open(hdl) || dt_consumer_open(hdl) || dt_aggregates_open(hdl) ||
	    dt_processes_open(hdl)) {
		*error = hdl->error;
		dt_keep_open_error(hdl);
		dtrace_close(hdl);
		return NULL;
	}
	return hdl;
}

dtrace_hdl_t *dtrace_open(int version, int flags, int *error)
{
	return dtrace_vopen(version, flags, error, NULL, NULL);
}

int dtrace_ctlfd(dtrace_hdl_t *hdl)
{
	return hdl->backend == &dt_backend_driver ? dt_backend_driver_file(hdl->connection) : -1;
}

void dtrace_close(dtrace_hdl_t *hdl)
{
	if (!hdl)
		return;
	dt_processes_close(hdl);
	/* Ends tracing first: nothing of ours fires any more while the rest goes. */
	if (hdl->connection)
		hdl->backend->close(hdl->connection);
	dt_aggregates_close(hdl);
	dt_consumer_close(hdl);
	dt_compiler_close(hdl);
	while (hdl->programs) {
		struct dt_program *program = hdl->programs;

		hdl->programs = program->next;
		dt_program_destroy(program);
	}
	dt_usym_close(hdl);
	dt_departed_close(hdl);
	dt_targets_close(hdl);
	dt_types_close(hdl);
	dt_options_close(hdl);
	dt_error_close(hdl);
	free(hdl->no_driver);
	free(hdl->no_target);
	free(hdl);
}

const char *dtrace_backend(dtrace_hdl_t *hdl)
{
	return hdl->backend ? hdl->conf.host : "none";
}

const char *dtrace_language_version(void)
{
	return "1.13";
}

const char *dtrace_library_version(void)
{
	return DTRACE_RELEASE;
}
