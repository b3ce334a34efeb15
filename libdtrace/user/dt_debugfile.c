/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Separate debug files: by build-id below /usr/lib/debug/.build-id, else by the name in
 * .gnu_debuglink beside the object, in .debug/ beside it and below /usr/lib/debug. A file is
 * taken only if it shows the same build-id, or the checksum the link names.
 * DTRACE_DEBUG_PATH replaces /usr/lib/debug.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "dt_object_private.h"

/* --- build-id -------------------------------------------------------------------------- */

static size_t note_build_id(Elf_Data *data, uint8_t *to)
{
	size_t at = 0, name, desc;
	GElf_Nhdr header;

	while (data && (at = gelf_getnote(data, at, &header, &name, &desc))) {
		if (header.n_type != NT_GNU_BUILD_ID || header.n_namesz != 4 ||
		    memcmp((const char *)data->d_buf + name, "GNU", 4) ||
		    header.n_descsz > DT_BUILD_ID_MAX)
			continue;
		memcpy(to, (const char *)data->d_buf + desc, header.n_descsz);
		return header.n_descsz;
	}
	return 0;
}

static size_t elf_build_id(Elf *elf, uint8_t *to)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;
	size_t size = 0;

	while (!size && (section = elf_nextscn(elf, section))) {
		if (gelf_getshdr(section, &header) && header.sh_type == SHT_NOTE)
			size = note_build_id(dt_section_data(section), to);
	}
	return size;
}

void dt_object_read_build_id(struct dt_object *object)
{
	object->build_id_size = elf_build_id(object->private->elf, object->build_id);
}

/* --- the file ---------------------------------------------------------------------------- */

static bool same_build_id(const struct dt_object *object, Elf *elf)
{
	uint8_t id[DT_BUILD_ID_MAX];
	size_t size = elf_build_id(elf, id);

	return size && size == object->build_id_size && !memcmp(id, object->build_id, size);
}

static bool same_checksum(int file, uint32_t wanted)
{
	uint8_t buffer[65536];
	uLong sum = crc32(0, NULL, 0);
	ssize_t got;
	off_t at = 0;

	for (; (got = pread(file, buffer, sizeof(buffer), at)) > 0; at += got)
		sum = crc32(sum, buffer, (uInt)got);
	return got == 0 && sum == wanted;
}

/* checksum NULL: the build-id must do. */
static bool try_file(struct dt_object *object, const char *path, const uint32_t *checksum)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	Elf *elf;

	if (file < 0)
		return false;
	elf = elf_begin(file, ELF_C_READ_MMAP_PRIVATE, NULL);
	if (elf && (same_build_id(object, elf) || (checksum && same_checksum(file, *checksum)))) {
		object->private->debug = elf;
		object->private->debug_file = file;
		object->debug_path = strdup(path);
		return true;
	}
	if (elf)
		elf_end(elf);
	close(file);
	return false;
}

static const char *debug_root(void)
{
	const char *root = getenv("DTRACE_DEBUG_PATH");

	return root && *root ? root : "/usr/lib/debug";
}

static bool by_build_id(struct dt_object *object)
{
	char path[PATH_MAX], hex[2 * DT_BUILD_ID_MAX + 1];

	if (object->build_id_size < 2)
		return false;
	for (size_t i = 0; i < object->build_id_size; i++)
		snprintf(hex + 2 * i, 3, "%02x", object->build_id[i]);
	snprintf(path, sizeof(path), "%s/.build-id/%.2s/%s.debug", debug_root(), hex, hex + 2);
	return try_file(object, path, NULL);
}

/* "name\0", padding to 4, the checksum. */
static const char *debuglink(struct dt_object *object, uint32_t *checksum)
{
	GElf_Shdr header;
	Elf_Scn *section = dt_section_named(object->private->elf, ".gnu_debuglink", &header);
	Elf_Data *data = section ? dt_section_data(section) : NULL;
	size_t length;

	if (!data || !data->d_buf || data->d_size < 8)
		return NULL;
	length = strnlen(data->d_buf, data->d_size);
	if (!length || (length + 4) / 4 * 4 + 4 > data->d_size || memchr(data->d_buf, '/', length))
		return NULL;
	memcpy(checksum, (const char *)data->d_buf + (length + 4) / 4 * 4, 4);
	return data->d_buf;
}

static void by_debuglink(struct dt_object *object)
{
	char resolved[PATH_MAX], path[2 * PATH_MAX], *slash;
	uint32_t checksum;
	const char *name = debuglink(object, &checksum);
	int folder;

	if (!name || !realpath(object->path, resolved))
		return;
	slash = strrchr(resolved, '/');
	folder = (int)(slash - resolved);
	snprintf(path, sizeof(path), "%.*s/.debug/%s", folder, resolved, name);
	if (try_file(object, path, &checksum))
		return;
	snprintf(path, sizeof(path), "%s%.*s/%s", debug_root(), folder, resolved, name);
	if (try_file(object, path, &checksum) || !strcmp(slash + 1, name))
		return;
	snprintf(path, sizeof(path), "%.*s/%s", folder, resolved, name);
	try_file(object, path, &checksum);
}

void dt_object_find_debug(struct dt_object *object)
{
	if (!by_build_id(object))
		by_debuglink(object);
}

void dt_object_close_debug(struct dt_object *object)
{
	if (object->private->debug)
		elf_end(object->private->debug);
	if (object->private->debug_file >= 0)
		close(object->private->debug_file);
	object->private->debug = NULL;
	object->private->debug_file = -1;
}
