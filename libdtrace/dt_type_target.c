/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types of the processes that are traced (-c, -p): struct a.out`foo, struct libc`bar, and the
 * prototypes of functions that pid probes are on.
 *
 * An object is named as in descriptions (dt_target.c); "a.out" is the program itself. Files are
 * opened through /proc/PID/root, so that a process in a container shows its own; what a stripped
 * one does not have is in its separate debug file.
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "dt_target.h"
#include "dt_type_impl.h"

struct dt_container *dt_process_container(struct dtrace_hdl *hdl, pid_t pid, const char *object)
{
	struct dt_container *container = NULL;
	char path[PATH_MAX + 64];

	if (!pid || strchr(object, '/'))
		return NULL;
	if (dt_target_file(hdl, pid, object, path, sizeof(path)))
		container = dt_container_file(hdl, path);
	if (!container && dt_target_debug_file(hdl, pid, object, path, sizeof(path)))
		container = dt_container_file(hdl, path);
	return container;
}

struct dt_container *dt_types_target(struct dt_types *types, const char *object)
{
	return dt_process_container(types->hdl, types->hdl->target, object);
}

struct dt_type *dt_process_function_type(struct dtrace_hdl *hdl, pid_t pid, const char *object,
					 const char *function)
{
	struct dt_container *container = dt_process_container(hdl, pid, object);

	return container ? dt_container_function(container, function) : NULL;
}
