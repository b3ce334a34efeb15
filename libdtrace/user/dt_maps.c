/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a process has mapped: /proc/PID/maps.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "dt_object_private.h"

static const char deleted[] = " (deleted)";

static void set_path(struct dt_mapping *mapping, const char *path)
{
	size_t length = strlen(path);

	mapping->path = strdup(path);
	if (!mapping->path || length < sizeof(deleted) ||
	    strcmp(path + length - (sizeof(deleted) - 1), deleted))
		return;
	mapping->path[length - (sizeof(deleted) - 1)] = '\0';
	mapping->deleted = true;
}

static bool parse_line(char *line, struct dt_mapping *mapping)
{
	unsigned int device_major, device_minor;
	unsigned long inode;
	char permissions[8];
	int path = 0;

	line[strcspn(line, "\n")] = '\0';
	if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %" SCNx64 " %x:%x %lu %n", &mapping->start,
		   &mapping->end, permissions, &mapping->offset, &device_major, &device_minor,
		   &inode, &path) < 7 ||
	    !path || strlen(permissions) < 4)
		return false;
	mapping->device = makedev(device_major, device_minor);
	mapping->inode = inode;
	mapping->writable = permissions[1] == 'w';
	mapping->executable = permissions[2] == 'x';
	set_path(mapping, line + path);
	return mapping->path;
}

bool dt_maps_add(struct dt_maps *maps, const struct dt_mapping *mapping, const char *path)
{
	struct dt_mapping *larger = dt_user_grow(maps->list, maps->count, sizeof(*larger));

	if (!larger)
		return false;
	maps->list = larger;
	larger[maps->count] = *mapping;
	set_path(&larger[maps->count], path);
	maps->count += larger[maps->count].path != NULL;
	return true;
}

static int read_lines(struct dt_maps *maps, FILE *file)
{
	char *line = NULL;
	size_t room = 0;

	while (getline(&line, &room, file) > 0) {
		struct dt_mapping mapping = {0}, *larger;

		if (!parse_line(line, &mapping))
			continue;
		larger = dt_user_grow(maps->list, maps->count, sizeof(*larger));
		if (!larger) {
			free(mapping.path);
			break;
		}
		maps->list = larger;
		larger[maps->count++] = mapping;
	}
	free(line);
	return maps->count ? 0 : ESRCH; /* a zombie's is empty */
}

int dt_maps_read(struct dt_maps *maps, pid_t pid)
{
	struct dt_maps fresh = {.pid = pid};
	char path[64];
	FILE *file;
	int error;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);
	file = fopen(path, "re");
	if (!file)
		return errno == ENOENT ? ESRCH : errno;
	error = read_lines(&fresh, file);
	fclose(file);
	if (error) {
		dt_maps_free(&fresh);
		return error;
	}
	dt_maps_free(maps);
	*maps = fresh;
	return 0;
}

void dt_maps_free(struct dt_maps *maps)
{
	for (size_t i = 0; i < maps->count; i++)
		free(maps->list[i].path);
	free(maps->list);
	maps->list = NULL;
	maps->count = 0;
}

const struct dt_mapping *dt_maps_at(const struct dt_maps *maps, uint64_t address)
{
	size_t low = 0, high = maps->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (maps->list[middle].end <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low < maps->count && maps->list[low].start <= address ? &maps->list[low] : NULL;
}

/*
 * /proc/PID/map_files needs privileges but shows a deleted file too; the name in the process's own
 * root does for the rest.
 */
int dt_mapping_open(const struct dt_maps *maps, const struct dt_mapping *mapping)
{
	char path[4200];
	int file;

	if (mapping->path[0] != '/') {
		errno = ENOENT;
		return -1;
	}
	snprintf(path, sizeof(path), "/proc/%d/map_files/%" PRIx64 "-%" PRIx64, (int)maps->pid,
		 mapping->start, mapping->end);
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file >= 0 || mapping->deleted)
		return file;
	snprintf(path, sizeof(path), "/proc/%d/root%s", (int)maps->pid, mapping->path);
	return open(path, O_RDONLY | O_CLOEXEC);
}

bool dt_mapping_bias(const struct dt_mapping *mapping, const struct dt_object *object,
		     uint64_t *bias)
{
	/* A segment's first page may begin before it: pages are mapped whole. */
	for (size_t i = 0; i < object->segment_count; i++) {
		const struct dt_segment *segment = &object->segments[i];
		uint64_t first = segment->offset & ~4095ull;

		if (segment->executable != mapping->executable || mapping->offset < first ||
		    mapping->offset >= segment->offset + segment->size)
			continue;
		*bias = mapping->start - (segment->address - segment->offset + mapping->offset);
		return true;
	}
	return false;
}
