/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * -A: keep the programs where the driver finds them when it is loaded, and have it loaded at
 * boot; without programs, take both away again.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dtrace_cmd.h"

#define AUTOLOAD_FILE "/etc/modules-load.d/dtrace-anonymous.conf"
static const char autoload[] =
	"# Written by dtrace -A: anonymous tracing begins when this is loaded.\ndtracedrv\n";

/* The folders of a path, those that are missing. */
static int make_folders(const char *file)
{
	char path[256];

	snprintf(path, sizeof(path), "%s", file);
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0755) && errno != EEXIST)
			return -1;
		*slash = '/';
	}
	return 0;
}

/* All of it or nothing: the driver may be loaded at any moment. */
static int write_file(const char *name, const void *data, size_t size)
{
	char fresh[272];
	FILE *file;
	int error;

	snprintf(fresh, sizeof(fresh), "%s.new", name);
	file = make_folders(name) ? NULL : fopen(fresh, "we");
	if (!file) {
		message("cannot save the programs in %s: %s", name, strerror(errno));
		return 1;
	}
	error = fwrite(data, 1, size, file) != size || fflush(file) || fsync(fileno(file));
	if (fclose(file) || error || rename(fresh, name)) {
		message("cannot save the programs in %s: %s", name, strerror(errno));
		unlink(fresh);
		return 1;
	}
	return 0;
}

static int remove_file(const char *name, const char *what)
{
	if (!unlink(name)) {
		message("removed %s %s", what, name);
		return 0;
	}
	if (errno == ENOENT)
		return 0;
	message("cannot remove %s: %s", name, strerror(errno));
	return 1;
}

int anonymous_remove(const struct command *command)
{
	if (remove_file(command->output ? command->output : DTRACE_ANONYMOUS_FILE,
			"anonymous enabling"))
		return 1;
	return command->output ? 0 : remove_file(AUTOLOAD_FILE, "what loads the driver at boot:");
}

static void *pack(struct command *command, dtrace_hdl_t *hdl, size_t *size)
{
	dtrace_prog_t **programs = calloc(command->source_count, sizeof(*programs));
	void *image;

	if (!programs)
		abort();
	for (size_t i = 0; i < command->source_count; i++)
		programs[i] = command->sources[i].program;
	image = dtrace_anonymous_dof(hdl, programs, command->source_count, size);
	free(programs);
	return image;
}

int anonymous_save(struct command *command, dtrace_hdl_t *hdl)
{
	const char *name = command->output ? command->output : DTRACE_ANONYMOUS_FILE;
	size_t size;
	void *image = pack(command, hdl, &size);
	int status;

	if (!image)
		return fail(hdl, "could not save the programs");
	status = write_file(name, image, size);
	dtrace_dof_destroy(hdl, image);
	if (status)
		return status;
	message("saved anonymous enabling in %s", name);
	if (command->output)
		return 0;
	if (write_file(AUTOLOAD_FILE, autoload, sizeof(autoload) - 1))
		return 1;
	message("the driver is loaded at boot from now on (%s)", AUTOLOAD_FILE);
	message("load the driver anew or reboot to begin, then: dtrace -a");
	return 0;
}
