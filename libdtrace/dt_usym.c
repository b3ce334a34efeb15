/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Addresses of user processes as object`symbol+0xoffset.
 *
 * The object comes from the process's mappings, the symbol from the object's .symtab or
 * .dynsym. Files are read once and kept for the life of the handle; mappings are read
 * again when an address is in none of them.
 */
#include <fcntl.h>
#include <gelf.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dt_consumer.h"
#include "dt_usym.h"

struct function {
	uint64_t address, size; /* address: as the ELF file says */
	const char *name;	/* in object->strings */
};

/* An ELF file and its function symbols, sorted by address. */
struct object {
	struct object *next;
	char *path;
	struct function *functions;
	size_t count, room;
	char *strings;
	size_t string_size, string_room;
	struct segment {
		uint64_t offset, address, size;
	} segments[16]; /* executable PT_LOADs: file offset to address */
	size_t segment_count;
};

struct mapping {
	uint64_t start, end, offset;
	char path[256];
};

struct process {
	struct process *next;
	pid_t pid;
	struct mapping *mappings;
	size_t count;
};

struct dt_usym {
	struct object *objects;
	struct process *processes;
};

/* --- ELF ---------------------------------------------------------------------------------- */

static int add_function(struct object *object, const GElf_Sym *symbol, const char *name)
{
	size_t length = strlen(name) + 1;

	if (object->count == object->room) {
		size_t room = object->room ? object->room * 2 : 256;
		struct function *larger = realloc(object->functions, room * sizeof(*larger));

		if (!larger)
			return -1;
		object->functions = larger;
		object->room = room;
	}
	if (object->string_room - object->string_size < length) {
		size_t room = (object->string_room + length) * 2;
		char *larger = realloc(object->strings, room);

		if (!larger)
			return -1;
		object->strings = larger;
		object->string_room = room;
	}
	memcpy(object->strings + object->string_size, name, length);
	/* An offset for now: the block may still move. */
	object->functions[object->count++] = (struct function){
		symbol->st_value, symbol->st_size, (const char *)(uintptr_t)object->string_size};
	object->string_size += length;
	return 0;
}

static void read_symbols(struct object *object, Elf *elf, Elf_Scn *section, const GElf_Shdr *header)
{
	Elf_Data *data = elf_getdata(section, NULL);
	size_t count = header->sh_entsize ? header->sh_size / header->sh_entsize : 0;

	for (size_t i = 0; data && i < count; i++) {
		GElf_Sym symbol;
		const char *name;

		if (!gelf_getsym(data, i, &symbol) || GELF_ST_TYPE(symbol.st_info) != STT_FUNC ||
		    symbol.st_shndx == SHN_UNDEF)
			continue;
		name = elf_strptr(elf, header->sh_link, symbol.st_name);
		if (name && add_function(object, &symbol, name))
			return;
	}
}

static void read_sections(struct object *object, Elf *elf, uint32_t type)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;

	while ((section = elf_nextscn(elf, section))) {
		if (gelf_getshdr(section, &header) && header.sh_type == type)
			read_symbols(object, elf, section, &header);
	}
}

static void read_segments(struct object *object, Elf *elf)
{
	size_t count = 0;
	GElf_Phdr header;

	if (elf_getphdrnum(elf, &count))
		return;
	for (size_t i = 0; i < count && object->segment_count < 16; i++) {
		if (!gelf_getphdr(elf, i, &header) || header.p_type != PT_LOAD ||
		    !(header.p_flags & PF_X))
			continue;
		object->segments[object->segment_count++] =
			(struct segment){header.p_offset, header.p_vaddr, header.p_filesz};
	}
}

static int by_address(const void *a, const void *b)
{
	const struct function *x = a, *y = b;

	return x->address < y->address ? -1 : x->address > y->address;
}

static void read_elf(struct object *object, int file)
{
	Elf *elf;

	elf_version(EV_CURRENT);
	elf = elf_begin(file, ELF_C_READ, NULL);
	if (!elf)
		return;
	read_segments(object, elf);
	read_sections(object, elf, SHT_SYMTAB);
	if (!object->count)
		read_sections(object, elf, SHT_DYNSYM);
	elf_end(elf);
	for (size_t i = 0; i < object->count; i++)
		object->functions[i].name = object->strings + (uintptr_t)object->functions[i].name;
	if (object->count)
		qsort(object->functions, object->count, sizeof(*object->functions), by_address);
}

/* Through /proc/PID/root, so that a process in another mount namespace shows its own files. */
static struct object *find_object(struct dt_usym *usym, pid_t pid, const char *path)
{
	struct object *object;
	char full[512];
	int file;

	for (object = usym->objects; object; object = object->next) {
		if (!strcmp(object->path, path))
			return object;
	}
	object = calloc(1, sizeof(*object));
	if (!object)
		return NULL;
	object->path = strdup(path);
	if (!object->path) {
		free(object);
		return NULL;
	}
	snprintf(full, sizeof(full), "/proc/%d/root%s", (int)pid, path);
	file = open(full, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		file = open(path, O_RDONLY | O_CLOEXEC);
	if (file >= 0) {
		read_elf(object, file);
		close(file);
	}
	object->next = usym->objects;
	return usym->objects = object;
}

static const struct function *function_at(const struct object *object, uint64_t address)
{
	size_t low = 0, high = object->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (object->functions[middle].address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return NULL;
	/* A symbol without a size reaches to the next one. */
	if (object->functions[low - 1].size &&
	    address - object->functions[low - 1].address >= object->functions[low - 1].size)
		return NULL;
	return &object->functions[low - 1];
}

static const struct function *function_of(const struct object *object, uint64_t offset,
					  uint64_t *address)
{
	for (size_t i = 0; i < object->segment_count; i++) {
		const struct segment *segment = &object->segments[i];

		if (offset < segment->offset || offset - segment->offset >= segment->size)
			continue;
		*address = offset - segment->offset + segment->address;
		return function_at(object, *address);
	}
	return NULL;
}

/* --- mappings ------------------------------------------------------------------------------- */

static void read_mappings(struct process *process)
{
	char path[64], line[512];
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)process->pid);
	file = fopen(path, "re");
	if (!file)
		return; /* it has ended: what was read before still holds */
	process->count = 0;
	while (fgets(line, sizeof(line), file)) {
		struct mapping mapping = {0}, *larger;
		char permissions[8];

		if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %" SCNx64 " %*s %*s %255[^\n]",
			   &mapping.start, &mapping.end, permissions, &mapping.offset,
			   mapping.path) < 4 ||
		    !strchr(permissions, 'x'))
			continue;
		larger = realloc(process->mappings, (process->count + 1) * sizeof(*larger));
		if (!larger)
			break;
		process->mappings = larger;
		larger[process->count++] = mapping;
	}
	fclose(file);
}

static const struct mapping *mapping_at(const struct process *process, uint64_t address)
{
	for (size_t i = 0; i < process->count; i++) {
		if (address >= process->mappings[i].start && address < process->mappings[i].end)
			return &process->mappings[i];
	}
	return NULL;
}

static const struct mapping *find_mapping(struct dt_usym *usym, pid_t pid, uint64_t address)
{
	const struct mapping *mapping;
	struct process *process;

	for (process = usym->processes; process && process->pid != pid; process = process->next)
		;
	if (!process) {
		process = calloc(1, sizeof(*process));
		if (!process)
			return NULL;
		process->pid = pid;
		process->next = usym->processes;
		usym->processes = process;
	}
	mapping = mapping_at(process, address);
	if (mapping)
		return mapping;
	read_mappings(process);
	return mapping_at(process, address);
}

/* --- the interface ---------------------------------------------------------------------------- */

static struct dt_usym *usym_of(struct dtrace_hdl *hdl)
{
	if (!hdl->usym)
		hdl->usym = calloc(1, sizeof(*hdl->usym));
	return hdl->usym;
}

int dtrace_uaddr2str(dtrace_hdl_t *hdl, pid_t pid, uint64_t address, char *to, size_t size)
{
	struct dt_usym *usym = usym_of(hdl);
	bool resolve = usym && !hdl->output->switches[DT_SWITCH_NORESOLVE];
	const struct mapping *mapping = resolve ? find_mapping(usym, pid, address) : NULL;
	const struct function *function;
	const struct object *object;
	uint64_t in_file = 0;
	const char *name;

	if (!mapping || mapping->path[0] != '/')
		return mapping && mapping->path[0] ?
			       snprintf(to, size, "%s`0x%" PRIx64, mapping->path, address) :
			       snprintf(to, size, "0x%" PRIx64, address);
	name = strrchr(mapping->path, '/') + 1;
	object = find_object(usym, pid, mapping->path);
	function = object ? function_of(object, address - mapping->start + mapping->offset, &in_file) :
			    NULL;
	if (!function)
		return snprintf(to, size, "%s`0x%" PRIx64, name, address);
	if (in_file == function->address)
		return snprintf(to, size, "%s`%s", name, function->name);
	return snprintf(to, size, "%s`%s+0x%" PRIx64, name, function->name,
			in_file - function->address);
}

uint64_t dt_usym_start(struct dtrace_hdl *hdl, pid_t pid, uint64_t address, bool whole_mapping)
{
	struct dt_usym *usym = usym_of(hdl);
	const struct mapping *mapping = usym ? find_mapping(usym, pid, address) : NULL;
	const struct function *function;
	const struct object *object;
	uint64_t in_file = 0;

	if (!mapping)
		return address;
	if (whole_mapping)
		return mapping->start;
	object = mapping->path[0] == '/' ? find_object(usym, pid, mapping->path) : NULL;
	function = object ? function_of(object, address - mapping->start + mapping->offset, &in_file) :
			    NULL;
	return function ? address - (in_file - function->address) : address;
}

void dt_usym_close(struct dtrace_hdl *hdl)
{
	struct dt_usym *usym = hdl->usym;

	while (usym && usym->objects) {
		struct object *object = usym->objects;

		usym->objects = object->next;
		free(object->path);
		free(object->functions);
		free(object->strings);
		free(object);
	}
	while (usym && usym->processes) {
		struct process *process = usym->processes;

		usym->processes = process->next;
		free(process->mappings);
		free(process);
	}
	free(usym);
	hdl->usym = NULL;
}
