/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A backend of the caller's own (dtrace_vopen): what would go to the driver goes to its vector, so
 * that a program can trace through another machine's driver, or look at a saved state.
 */
#include <errno.h>

#include "dt_impl.h"

static int vector_control(void *connection, uint32_t command, void *argument)
{
	struct dtrace_hdl *hdl = connection;

	errno = 0;
	if (hdl->vector->dtv_ioctl(hdl->vector_argument, (int)command, argument) >= 0)
		return 0;
	return errno ? -errno : -EIO;
}

/* The caller's things stay the caller's. */
static void vector_close(void *connection)
{
}

const struct dt_backend dt_backend_vector = {
	.name = "vector",
	.control = vector_control,
	.close = vector_close,
};
