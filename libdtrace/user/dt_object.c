/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * An ELF object: opening, segments, names, and bytes at addresses. Functions, debug files and
 * notes have files of their own.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "driver/core/provider.h"
#include "dt_object_private.h"

#define SEGMENTS_MAX 1024

/* --- memory ------------------------------------------------------------------------------ */

const char *dt_object_text(struct dt_object *object, const char *text)
{
	size_t length = strlen(text) + 1;
	struct dt_text *copy = malloc(sizeof(*copy) + length);

	if (!copy)
		return NULL;
	memcpy(copy->bytes, text, length);
	copy->next = object->private->texts;
	object->private->texts = copy;
	return copy->bytes;
}

void *dt_user_grow(void *list, size_t count, size_t size)
{
	if (count & (count - 1))
		return list; /* between two powers of two there is room */
	return realloc(list, (count ? count * 2 : 1) * size);
}

/* --- sections ------------------------------------------------------------------------------ */

Elf_Data *dt_section_data(Elf_Scn *section)
{
	GElf_Shdr header;

	if (!gelf_getshdr(section, &header) || header.sh_type == SHT_NOBITS)
		return NULL;
	if (header.sh_flags & SHF_COMPRESSED && elf_compress(section, 0, 0) < 0)
		return NULL;
	return elf_getdata(section, NULL);
}

Elf_Scn *dt_section_named(Elf *elf, const char *name, GElf_Shdr *header)
{
	Elf_Scn *section = NULL;
	size_t names;

	if (elf_getshdrstrndx(elf, &names))
		return NULL;
	while ((section = elf_nextscn(elf, section))) {
		const char *found;

		if (!gelf_getshdr(section, header))
			continue;
		found = elf_strptr(elf, names, header->sh_name);
		if (found && !strcmp(found, name))
			return section;
	}
	return NULL;
}

/* --- reading --------------------------------------------------------------------------------- */

static void add_segment(struct dt_object *object, const GElf_Phdr *header)
{
	struct dt_segment *larger =
		dt_user_grow(object->segments, object->segment_count, sizeof(*larger));

	/* Addresses or offsets that wrap around are of no use to anybody. */
	if (!larger || header->p_vaddr + header->p_filesz < header->p_vaddr ||
	    header->p_offset + header->p_filesz < header->p_offset)
		return;
	object->segments = larger;
	larger[object->segment_count++] = (struct dt_segment){
		.address = header->p_vaddr,
		.offset = header->p_offset,
		.size = header->p_filesz,
		.executable = header->p_flags & PF_X,
		.writable = header->p_flags & PF_W,
	};
}

static void read_segments(struct dt_object *object)
{
	Elf *elf = object->private->elf;
	GElf_Phdr header;
	size_t count = 0;

	if (elf_getphdrnum(elf, &count))
		return;
	for (size_t i = 0; i < count && i < SEGMENTS_MAX; i++) {
		if (gelf_getphdr(elf, i, &header) && header.p_type == PT_LOAD)
			add_segment(object, &header);
	}
}

static void read_soname(struct dt_object *object)
{
	Elf *elf = object->private->elf;
	Elf_Scn *section = NULL;
	GElf_Shdr header;
	GElf_Dyn entry;

	while ((section = elf_nextscn(elf, section))) {
		Elf_Data *data;
		const char *name;

		if (!gelf_getshdr(section, &header) || header.sh_type != SHT_DYNAMIC)
			continue;
		data = dt_section_data(section);
		for (int i = 0; data && gelf_getdyn(data, i, &entry); i++) {
			if (entry.d_tag != DT_SONAME)
				continue;
			name = elf_strptr(elf, header.sh_link, entry.d_un.d_val);
			if (name)
				object->soname = dt_object_text(object, name);
			return;
		}
	}
}

/* Machines other than x86 are told apart here, once. */
static const char *read_header(struct dt_object *object)
{
	GElf_Ehdr header;

	if (elf_kind(object->private->elf) != ELF_K_ELF ||
	    !gelf_getehdr(object->private->elf, &header))
		return "is not an ELF file";
	if (header.e_machine != EM_X86_64 && header.e_machine != EM_386)
		return "is for another machine";
	if (header.e_type != ET_EXEC && header.e_type != ET_DYN)
		return "is neither a program nor a shared library";
	object->is_32bit = gelf_getclass(object->private->elf) == ELFCLASS32;
	object->is_pie = header.e_type == ET_DYN;
	object->entry = header.e_entry;
	return NULL;
}

static const char *read_object(struct dt_object *object, int file, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct stat status;
	const char *why;

	object->path = strdup(path);
	object->private->file = fcntl(file, F_DUPFD_CLOEXEC, 0);
	if (!object->path || object->private->file < 0 || fstat(file, &status))
		return strerror(errno);
	object->name = object->path + (slash ? slash + 1 - path : 0);
	object->device = status.st_dev;
	object->inode = status.st_ino;
	elf_version(EV_CURRENT);
	object->private->elf = elf_begin(object->private->file, ELF_C_READ_MMAP_PRIVATE, NULL);
	if (!object->private->elf)
		return elf_errmsg(-1);
	why = read_header(object);
	if (why)
		return why;
	read_segments(object);
	read_soname(object);
	dt_object_read_build_id(object);
	dt_object_read_functions(object);
	dt_object_read_notes(object);
	dt_object_read_declared(object);
	return NULL;
}

struct dt_object *dt_object_open_file(int file, const char *path, char *why, size_t size)
{
	struct dt_object *object = calloc(1, sizeof(*object));
	const char *problem;

	if (object)
		object->private = calloc(1, sizeof(*object->private));
	if (!object || !object->private) {
		snprintf(why, size, "%s: out of memory", path);
		free(object);
		return NULL;
	}
	object->private->file = object->private->debug_file = -1;
	problem = read_object(object, file, path);
	if (!problem)
		return object;
	snprintf(why, size, "%s: %s", path, problem);
	dt_object_close(object);
	return NULL;
}

struct dt_object *dt_object_open(const char *path, char *why, size_t size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct dt_object *object;

	if (file < 0) {
		snprintf(why, size, "%s: %s", path, strerror(errno));
		return NULL;
	}
	object = dt_object_open_file(file, path, why, size);
	close(file);
	return object;
}

void dt_object_close(struct dt_object *object)
{
	if (!object)
		return;
	dt_object_close_debug(object);
	if (object->private->elf)
		elf_end(object->private->elf);
	if (object->private->file >= 0)
		close(object->private->file);
	while (object->private->texts) {
		struct dt_text *text = object->private->texts;

		object->private->texts = text->next;
		free(text);
	}
	free(object->private);
	free(object->debug_path);
	free(object->segments);
	free(object->functions);
	free(object->notes);
	free(object->declared);
	free(object->path);
	free(object);
}

/* --- names ------------------------------------------------------------------------------------ */

bool dt_user_glob(const char *text, const char *pattern)
{
	return !*pattern || dtrace_glob(text, pattern);
}

/* "libc" and "libc.so" mean libc.so.6, and so do "libc-2.31" of older systems their file. */
static bool matches_stem(const char *name, const char *pattern)
{
	const char *end = strstr(name, ".so");
	char stem[DTRACE_MODULE_LEN];

	if (!end || (size_t)(end - name) + 4 > sizeof(stem))
		return false;
	snprintf(stem, sizeof(stem), "%.*s", (int)(end - name), name);
	if (dt_user_glob(stem, pattern))
		return true;
	snprintf(stem, sizeof(stem), "%.*s.so", (int)(end - name), name);
	return dt_user_glob(stem, pattern);
}

bool dt_object_matches(const struct dt_object *object, const char *pattern, bool is_main)
{
	if (dt_user_glob(object->name, pattern) || (is_main && dt_user_glob("a.out", pattern)) ||
	    matches_stem(object->name, pattern))
		return true;
	return object->soname &&
	       (dt_user_glob(object->soname, pattern) || matches_stem(object->soname, pattern));
}

/* --- addresses ---------------------------------------------------------------------------------
 */

static const struct dt_segment *segment_at(const struct dt_object *object, uint64_t address)
{
	for (size_t i = 0; i < object->segment_count; i++) {
		const struct dt_segment *segment = &object->segments[i];

		if (address >= segment->address && address - segment->address < segment->size)
			return segment;
	}
	return NULL;
}

bool dt_object_offset(const struct dt_object *object, uint64_t address, uint64_t *offset)
{
	const struct dt_segment *segment = segment_at(object, address);

	if (segment)
		*offset = address - segment->address + segment->offset;
	return segment;
}

bool dt_object_address(const struct dt_object *object, uint64_t offset, uint64_t *address)
{
	for (size_t i = 0; i < object->segment_count; i++) {
		const struct dt_segment *segment = &object->segments[i];

		if (offset < segment->offset || offset - segment->offset >= segment->size)
			continue;
		*address = offset - segment->offset + segment->address;
		return true;
	}
	return false;
}

bool dt_object_executable(const struct dt_object *object, uint64_t address)
{
	const struct dt_segment *segment = segment_at(object, address);

	return segment && segment->executable;
}

size_t dt_object_read(const struct dt_object *object, uint64_t address, void *to, size_t size)
{
	const struct dt_segment *segment = segment_at(object, address);
	ssize_t got;

	if (!segment)
		return 0;
	if (size > segment->size - (address - segment->address))
		size = segment->size - (address - segment->address);
	got = pread(object->private->file, to, size,
		    (off_t)(address - segment->address + segment->offset));
	return got > 0 ? (size_t)got : 0;
}
