/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which objects a target has. Those of a running process are mapped. A command stands at the end of
 * its exec while the D program is compiled: its libraries are not mapped yet, but the program may
 * name them. So its own dynamic linker is asked which they will be, as ldd(1) does, in a process of
 * its own.
 */
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "process_objects.h"

bool process_object_mapped(const struct dt_object *object, const struct dt_mapping *mapping)
{
	const char *name;

	if (mapping->path[0] != '/' || mapping->inode != object->inode)
		return false;
	/* Layered file systems show another device in mappings than stat(2) does. */
	name = strrchr(mapping->path, '/') + 1;
	return mapping->device == object->device || !strcmp(name, object->name);
}

static bool is_known(const struct process_object *list, const struct dt_mapping *mapping)
{
	for (; list; list = list->next)
		if (process_object_mapped(list->object, mapping))
			return true;
	return false;
}

bool process_objects_known(const struct process_object *list, const struct dt_maps *maps)
{
	for (size_t i = 0; i < maps->count; i++)
		if (maps->list[i].executable && maps->list[i].path[0] == '/' &&
		    !is_known(list, &maps->list[i]))
			return false;
	return true;
}

bool process_object_bias(const struct dt_object *object, const struct dt_maps *maps, uint64_t *bias)
{
	for (size_t i = 0; i < maps->count; i++)
		if (maps->list[i].executable && process_object_mapped(object, &maps->list[i]) &&
		    dt_mapping_bias(&maps->list[i], object, bias))
			return true;
	return false;
}

static void add(struct process_object **list, struct dt_object *object, bool is_main)
{
	struct process_object *entry = calloc(1, sizeof(*entry));

	if (!entry) {
		dt_object_close(object);
		return;
	}
	entry->object = object;
	entry->is_main = is_main;
	while (*list)
		list = &(*list)->next;
	*list = entry;
}

static void add_mapped(struct process_object **list, const struct dt_maps *maps,
		       const struct dt_mapping *mapping, ino_t main)
{
	int file = dt_mapping_open(maps, mapping);
	struct dt_object *object = NULL;
	char why[256];

	if (file >= 0) {
		object = dt_object_open_file(file, mapping->path, why, sizeof(why));
		close(file);
	}
	if (object)
		add(list, object, object->inode == main);
}

/* --- what will be loaded ---------------------------------------------------------------- */

static bool read_interpreter(const char *path, char *to, size_t size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	bool found = false;
	size_t count = 0;
	GElf_Phdr header;
	Elf *elf;

	if (file < 0)
		return false;
	elf_version(EV_CURRENT);
	elf = elf_begin(file, ELF_C_READ, NULL);
	if (elf && !elf_getphdrnum(elf, &count)) {
		for (size_t i = 0; i < count && !found; i++)
			found = gelf_getphdr(elf, i, &header) && header.p_type == PT_INTERP &&
				header.p_filesz > 1 && header.p_filesz <= size &&
				pread(file, to, header.p_filesz, (off_t)header.p_offset) ==
					(ssize_t)header.p_filesz &&
				!to[header.p_filesz - 1];
	}
	elf_end(elf);
	close(file);
	return found;
}

static FILE *run_interpreter(char *interpreter, char *path, pid_t *child)
{
	extern char **environ;
	char list[] = "--list", *const argv[] = {interpreter, list, path, NULL};
	posix_spawn_file_actions_t actions;
	int ends[2], error;

	if (pipe2(ends, O_CLOEXEC))
		return NULL;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	error = posix_spawn(child, interpreter, &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	if (error) {
		close(ends[0]);
		return NULL;
	}
	return fdopen(ends[0], "re");
}

/* "	libc.so.6 => /lib/libc.so.6 (0x7f…)", "	/lib64/ld.so (0x7f…)" */
static void add_listed(struct process_object **list, char *line)
{
	char *path = strchr(line, '/'), *end = path ? strstr(path, " (0x") : NULL, why[256];
	struct dt_object *object;

	if (!end)
		return;
	*end = '\0';
	object = dt_object_open(path, why, sizeof(why));
	for (const struct process_object *known = *list; object && known; known = known->next) {
		if (known->object->inode == object->inode &&
		    known->object->device == object->device) {
			dt_object_close(object);
			object = NULL;
		}
	}
	if (object)
		add(list, object, false);
}

static void add_expected(struct process_object **list, char *path)
{
	char interpreter[PATH_MAX], line[PATH_MAX + 256];
	pid_t child;
	FILE *out;

	if (!read_interpreter(path, interpreter, sizeof(interpreter)))
		return; /* a static program */
	out = run_interpreter(interpreter, path, &child);
	if (!out)
		return;
	while (fgets(line, sizeof(line), out))
		add_listed(list, line);
	fclose(out);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

/* --- the list -------------------------------------------------------------------------------- */

bool process_is_beginning(pid_t pid)
{
	struct dt_maps maps = {0};
	size_t files = 0;

	if (dt_maps_read(&maps, pid))
		return false;
	for (size_t i = 0; i < maps.count; i++)
		files += maps.list[i].executable && maps.list[i].path[0] == '/';
	dt_maps_free(&maps);
	return files <= 2;
}

void process_objects_find(struct process_object **list, pid_t pid, bool expected)
{
	struct dt_maps maps = {0};
	char link[64], path[PATH_MAX] = "";
	struct stat main = {0};
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/%d/exe", (int)pid);
	length = readlink(link, path, sizeof(path) - 1);
	path[length > 0 ? length : 0] = '\0';
	stat(link, &main);
	if (!dt_maps_read(&maps, pid)) {
		for (size_t i = 0; i < maps.count; i++)
			if (maps.list[i].executable && maps.list[i].path[0] == '/' &&
			    !is_known(*list, &maps.list[i]))
				add_mapped(list, &maps, &maps.list[i], main.st_ino);
		dt_maps_free(&maps);
	}
	if (expected && *path)
		add_expected(list, path);
}

void process_objects_free(struct process_object **list)
{
	while (*list) {
		struct process_object *entry = *list;

		*list = entry->next;
		dt_object_close(entry->object);
		free(entry);
	}
}

/* --- processes ------------------------------------------------------------------------------- */

struct process_known *process_known_of(struct process_known **list, pid_t pid, bool again)
{
	struct process_known *known = *list;

	while (known && known->pid != pid)
		known = known->next;
	if (known) {
		if (again)
			process_objects_find(&known->objects, pid, false);
		return known;
	}
	known = calloc(1, sizeof(*known));
	if (!known)
		return NULL;
	known->pid = pid;
	process_objects_find(&known->objects, pid, process_is_beginning(pid));
	known->next = *list;
	return *list = known;
}

void process_known_free(struct process_known **list)
{
	while (*list) {
		struct process_known *known = *list;

		*list = known->next;
		process_objects_free(&known->objects);
		free(known);
	}
}
