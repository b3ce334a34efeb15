/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The driver behind /dev/dtrace/dtrace as a backend: an open file a handle, a
 * control call an ioctl(2).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "dt_impl.h"
#include "user/dt_provide.h"

struct connection {
	int file;
	struct dt_provide *provide; /* probes of user programs, found here and made there */
};

static bool file_says(const char *path, const char *one, const char *other)
{
	char text[128] = "";
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return false;
	if (read(file, text, sizeof(text) - 1) < 0)
		text[0] = '\0';
	close(file);
	return strstr(text, one) || strstr(text, other);
}

/* Does this kernel take signed modules only? As far as the caller may know. */
static bool wants_signature(void)
{
	return file_says("/sys/kernel/security/lockdown", "[integrity]", "[confidentiality]") ||
	       file_says("/sys/module/module/parameters/sig_enforce", "Y", "1");
}

static void explain(int error, char *message, size_t size)
{
	switch (error) {
	case ENOENT:
	case ENXIO:
	case ENODEV:
		snprintf(
			message, size, "the driver is not loaded: %s",
			wants_signature()
				? "this kernel takes only signed modules, so sign it, then load it "
				  "(doc/LINUX.md, \"Signed modules\")"
				: "load it with \"sudo make load\" or \"sudo modprobe dtracedrv\"");
		break;
	case EACCES:
	case EPERM:
		snprintf(message, size,
			 "DTrace requires additional privileges: only root, and a group that root "
			 "gives it to, may open " DTRACE_DEVICE);
		break;
	default:
		snprintf(message, size, "cannot open " DTRACE_DEVICE ": %s", strerror(error));
		break;
	}
}

static struct connection *connect_to(int file)
{
	struct connection *connection = malloc(sizeof(*connection));

	if (!connection)
		return NULL;
	connection->file = file;
	connection->provide = dt_provide_open(file);
	if (!connection->provide) {
		free(connection);
		return NULL;
	}
	return connection;
}

static int driver_open(void **to, char *message, size_t size)
{
	int file = open(DTRACE_DEVICE, O_RDWR | O_CLOEXEC), error = errno;

	if (file < 0) {
		explain(error, message, size);
		return -error;
	}
	*to = connect_to(file);
	if (*to)
		return 0;
	close(file);
	return -ENOMEM;
}

static int driver_control(void *to, uint32_t command, void *argument)
{
	struct connection *connection = to;
	const struct dtrace_ioc_probes *probes = argument;
	int result;

	if (command == DTRACEIOC_PROBES && probes->flags & DTRACE_PROBES_PROVIDE)
		dt_provide(connection->provide, &probes->pattern);
	do
		result = ioctl(connection->file, command, argument);
	while (result < 0 && errno == EINTR);
	return result < 0 ? -errno : 0;
}

static const char *driver_refusal(void *to)
{
	struct connection *connection = to;

	return dt_provide_refusal(connection->provide);
}

static void driver_close(void *to)
{
	struct connection *connection = to;

	dt_provide_close(connection->provide);
	close(connection->file);
	free(connection);
}

int dt_backend_driver_file(void *connection)
{
	return ((const struct connection *)connection)->file;
}

const struct dt_backend dt_backend_driver = {
	.name = "linux",
	.open = driver_open,
	.control = driver_control,
	.close = driver_close,
	.refusal = driver_refusal,
};
