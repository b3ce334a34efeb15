/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* See types_handle.h. */
#include <stdlib.h>

#include "libdtrace/dt_target.h"
#include "types_handle.h"

int dt_set_error(struct dtrace_hdl *hdl, int error, const char *format, ...)
{
	hdl->error = error;
	return -1;
}

uint64_t dt_option(struct dtrace_hdl *hdl, enum dtrace_option option)
{
	return option == DTRACEOPT_STRSIZE ? 256 : 0;
}

/* No process is traced here. */
bool dt_target_file(struct dtrace_hdl *hdl, pid_t pid, const char *object, char *path, size_t size)
{
	return false;
}

bool dt_target_debug_file(struct dtrace_hdl *hdl, pid_t pid, const char *object, char *path,
			  size_t size)
{
	return false;
}

struct dtrace_hdl *types_handle_open(int open_flags)
{
	struct dtrace_hdl *hdl = calloc(1, sizeof(*hdl));

	if (!hdl)
		abort();
	hdl->open_flags = open_flags;
	if (dt_types_open(hdl))
		abort();
	return hdl;
}

void types_handle_close(struct dtrace_hdl *hdl)
{
	dt_types_close(hdl);
	free(hdl);
}
