/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The driver behind /dev/dtrace/dtrace as a backend: an open file a handle, a
 * control call an ioctl(2).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "dt_impl.h"

static void explain(int error, char *message, size_t size)
{
	switch (error) {
	case ENOENT:
	case ENXIO:
	case ENODEV:
		snprintf(message, size,
			 "the driver is not loaded: load it with \"sudo make load\" "
			 "or \"sudo modprobe dtracedrv\"");
		break;
	case EACCES:
	case EPERM:
		snprintf(message, size,
			 "DTrace requires additional privileges: only root may open " DTRACE_DEVICE);
		break;
	default:
		snprintf(message, size, "cannot open " DTRACE_DEVICE ": %s", strerror(error));
		break;
	}
}

static int driver_open(void **connection, char *message, size_t size)
{
	int *file = malloc(sizeof(*file));
	int error;

	if (!file)
		return -ENOMEM;
	*file = open(DTRACE_DEVICE, O_RDWR | O_CLOEXEC);
	if (*file >= 0) {
		*connection = file;
		return 0;
	}
	error = errno;
	free(file);
	explain(error, message, size);
	return -error;
}

static int driver_control(void *connection, uint32_t command, void *argument)
{
	int *file = connection;
	int result;

	do
		result = ioctl(*file, command, argument);
	while (result < 0 && errno == EINTR);
	return result < 0 ? -errno : 0;
}

static void driver_close(void *connection)
{
	int *file = connection;

	close(*file);
	free(file);
}

const struct dt_backend dt_backend_driver = {
	.name = "linux",
	.open = driver_open,
	.control = driver_control,
	.close = driver_close,
};
