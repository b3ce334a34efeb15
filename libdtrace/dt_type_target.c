/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types of the process that is traced (-c, -p): struct a.out`foo, struct libc.so.6`bar.
 *
 * An object is named by its file name, with or without what follows ".so"; "a.out" is the program
 * itself. What the process has mapped is looked through first; a process that is still held at its
 * start has not mapped its libraries, which are then looked for where the loader would. Files are
 * opened through /proc/PID/root, so that a process in a container shows its own.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dt_type_impl.h"

/* "libc" names libc.so.6, and so does "libc.so.6" itself. */
static bool is_object(const char *file, const char *name)
{
	size_t length = strlen(name);

	return !strncmp(file, name, length) && (!file[length] || !strncmp(file + length, ".so", 3));
}

static bool find_mapped(pid_t pid, const char *name, char *to, size_t size)
{
	char path[64], line[PATH_MAX + 128], *file, *end;
	bool found = false;
	FILE *maps;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);
	maps = fopen(path, "re");
	if (!maps)
		return false;
	while (!found && fgets(line, sizeof(line), maps)) {
		file = strchr(line, '/');
		end = file ? strchr(file, '\n') : NULL;
		if (!end)
			continue;
		*end = '\0';
		if (is_object(strrchr(file, '/') + 1, name)) {
			snprintf(to, size, "/proc/%d/root%s", (int)pid, file);
			found = true;
		}
	}
	fclose(maps);
	return found;
}

static bool find_library(pid_t pid, const char *name, char *to, size_t size)
{
	static const char *const dirs[] = {"/lib/x86_64-linux-gnu",
					   "/usr/lib/x86_64-linux-gnu",
					   "/lib64",
					   "/usr/lib64",
					   "/lib",
					   "/usr/lib",
					   "/usr/local/lib"};

	if (!strstr(name, ".so"))
		return false;
	for (size_t i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++) {
		snprintf(to, size, "/proc/%d/root%s/%s", (int)pid, dirs[i], name);
		if (!access(to, R_OK))
			return true;
	}
	return false;
}

struct dt_container *dt_types_target(struct dt_types *types, const char *object)
{
	pid_t pid = types->hdl->target;
	char path[PATH_MAX + 64];

	if (!pid || strchr(object, '/'))
		return NULL;
	if (!strcmp(object, "a.out"))
		snprintf(path, sizeof(path), "/proc/%d/exe", (int)pid);
	else if (!find_mapped(pid, object, path, sizeof(path)) &&
		 !find_library(pid, object, path, sizeof(path)))
		return NULL;
	return dt_container_file(types->hdl, path);
}
