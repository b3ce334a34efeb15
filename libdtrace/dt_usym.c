/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Addresses of user processes as object`symbol+0xoffset.
 *
 * The object comes from the process's mappings, the symbol from the object's .symtab, its separate
 * debug file or .dynsym (libdtrace/user). Files are read once and kept for the life of the handle.
 * Mappings are those the backend kept when the address was recorded, for the process may have
 * ended; else those seen before; else they are read now; else they are what the driver says of it after its
 * end (dt_departed.h). Targets are looked at while they run (dt_usym_see).
 *
 * The vdso is a file nowhere; the one in our own memory is the same.
 */
#include <elf.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include "dt_consumer.h"
#include "dt_demangle.h"
#include "dt_departed.h"
#include "dt_usym.h"
#include "user/dt_user.h"

struct object {
	struct object *next;
	dev_t device;
	ino_t inode;
	char *path;
	struct dt_object *object; /* NULL: it cannot be read */
};

struct process {
	struct process *next;
	struct dt_maps maps;
};

struct dt_usym {
	struct object *objects;
	struct process *processes;
};

/* --- objects ------------------------------------------------------------------------------ */

static struct dt_object *open_vdso(void)
{
	const Elf64_Ehdr *image = (const Elf64_Ehdr *)getauxval(AT_SYSINFO_EHDR);
	size_t size = image ? image->e_shoff + image->e_shnum * image->e_shentsize : 0;
	int file = size ? memfd_create("vdso", MFD_CLOEXEC) : -1;
	struct dt_object *object = NULL;
	char why[256];

	if (file < 0)
		return NULL;
	if (write(file, image, size) == (ssize_t)size)
		object = dt_object_open_file(file, "[vdso]", why, sizeof(why));
	close(file);
	return object;
}

static struct dt_object *open_object(const struct dt_maps *maps, const struct dt_mapping *mapping)
{
	struct dt_object *object;
	char why[256];
	int file;

	if (!strcmp(mapping->path, "[vdso]"))
		return open_vdso();
	file = dt_mapping_open(maps, mapping);
	if (file < 0) /* the process has ended */
		return mapping->deleted ? NULL : dt_object_open(mapping->path, why, sizeof(why));
	object = dt_object_open_file(file, mapping->path, why, sizeof(why));
	close(file);
	return object;
}

static const struct dt_object *find_object(struct dt_usym *usym, const struct dt_maps *maps,
					   const struct dt_mapping *mapping)
{
	struct object *entry;

	for (entry = usym->objects; entry; entry = entry->next)
		if (entry->device == mapping->device && entry->inode == mapping->inode &&
		    !strcmp(entry->path, mapping->path))
			return entry->object;
	entry = calloc(1, sizeof(*entry));
	if (!entry)
		return NULL;
	entry->path = strdup(mapping->path);
	if (!entry->path) {
		free(entry);
		return NULL;
	}
	entry->device = mapping->device;
	entry->inode = mapping->inode;
	entry->object = open_object(maps, mapping);
	entry->next = usym->objects;
	usym->objects = entry;
	return entry->object;
}

/* --- mappings ------------------------------------------------------------------------------- */

static struct dt_usym *usym_of(struct dtrace_hdl *hdl)
{
	if (!hdl->usym)
		hdl->usym = calloc(1, sizeof(*hdl->usym));
	return hdl->usym;
}

static struct process *process_of(struct dt_usym *usym, pid_t pid)
{
	struct process *process = usym->processes;

	while (process && process->maps.pid != pid)
		process = process->next;
	if (process)
		return process;
	process = calloc(1, sizeof(*process));
	if (!process)
		return NULL;
	process->maps.pid = pid;
	process->next = usym->processes;
	return usym->processes = process;
}

void dt_usym_see(struct dtrace_hdl *hdl, pid_t pid)
{
	struct dt_usym *usym = usym_of(hdl);
	struct process *process = usym ? process_of(usym, pid) : NULL;

	if (process)
		dt_maps_read(&process->maps, pid);
}

static const struct dt_maps *maps_with(struct dtrace_hdl *hdl, pid_t pid, uint64_t address)
{
	struct dt_usym *usym = usym_of(hdl);
	const struct dt_maps *kept = NULL;
	struct process *process;

	if (!usym)
		return NULL;
	if (hdl->backend && hdl->backend->processes)
		kept = hdl->backend->processes->maps(pid, address);
	if (kept)
		return kept;
	process = process_of(usym, pid);
	if (!process)
		return NULL;
	if (!dt_maps_at(&process->maps, address))
		dt_maps_read(&process->maps, pid);
	if (!dt_maps_at(&process->maps, address))
		kept = dt_departed_maps(hdl, pid, address);
	return kept ? kept : &process->maps;
}

/* --- the interface ---------------------------------------------------------------------------- */

static int print_function(struct dtrace_hdl *hdl, const char *object,
			  const struct dt_function *function, uint64_t address, char *to,
			  size_t size)
{
	char *readable = hdl->output->demangle ? dt_demangle(function->name) : NULL;
	const char *name = readable ? readable : function->name;
	int length;

	if (address == function->address)
		length = snprintf(to, size, "%s`%s", object, name);
	else
		length = snprintf(to, size, "%s`%s+0x%" PRIx64, object, name,
				  address - function->address);
	free(readable);
	return length;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Where an address is. false: in no mapping we know. */
struct place {
	const struct dt_mapping *mapping;
	const struct dt_function *function; /* or NULL */
	uint64_t bias;
};

static bool find_place(struct dtrace_hdl *hdl, pid_t pid, uint64_t address, struct place *place)
{
	const struct dt_maps *maps = maps_with(hdl, pid, address);
	const struct dt_object *object;

	memset(place, 0, sizeof(*place));
	place->mapping = maps ? dt_maps_at(maps, address) : NULL;
	if (!place->mapping)
		return false;
	object = place->mapping->path[0] ? find_object(hdl->usym, maps, place->mapping) : NULL;
	if (object && dt_mapping_bias(place->mapping, object, &place->bias))
		place->function = dt_object_function_at(object, address - place->bias);
	return true;
}

int dtrace_uaddr2str(dtrace_hdl_t *hdl, pid_t pid, uint64_t address, char *to, size_t size)
{
	struct place place;
	const char *name;

	if (hdl->output->switches[DT_SWITCH_NORESOLVE] || !find_place(hdl, pid, address, &place) ||
	    !place.mapping->path[0])
		return snprintf(to, size, "0x%" PRIx64, address);
	name = last_part(place.mapping->path);
	if (!place.function)
		return snprintf(to, size, "%s`0x%" PRIx64, name, address);
	return print_function(hdl, name, place.function, address - place.bias, to, size);
}

uint64_t dt_usym_start(struct dtrace_hdl *hdl, pid_t pid, uint64_t address, bool whole_mapping)
{
	struct place place;

	if (!find_place(hdl, pid, address, &place))
		return address;
	if (whole_mapping)
		return place.mapping->start;
	return place.function ? place.function->address + place.bias : address;
}

void dt_usym_close(struct dtrace_hdl *hdl)
{
	struct dt_usym *usym = hdl->usym;

	while (usym && usym->objects) {
		struct object *object = usym->objects;

		usym->objects = object->next;
		dt_object_close(object->object);
		free(object->path);
		free(object);
	}
	while (usym && usym->processes) {
		struct process *process = usym->processes;

		usym->processes = process->next;
		dt_maps_free(&process->maps);
		free(process);
	}
	free(usym);
	hdl->usym = NULL;
}
