/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Reading and checking BTF images, and finding things in them by name.
 *
 * One pass over the records checks that each lies within the image, is of a known kind and has the
 * room its count asks for; it also notes where each begins. A second pass hashes the names. Both
 * touch each record once (vmlinux: 130,000), so that the first question about a kernel type costs
 * milliseconds and later ones nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dt_btf.h"

/* --- files --------------------------------------------------------------------------------- */

/* sysfs files tell their size, others may not: read on until the end either way. */
static void *read_until_end(int fd, size_t expected, size_t limit, size_t *size)
{
	size_t room = expected + 1, used = 0;
	char *data = malloc(room), *larger;
	ssize_t got;

	while (data) {
		got = read(fd, data + used, room - used);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		used += got;
		if (used > limit) {
			errno = EFBIG;
			got = -1;
			break;
		}
		if (used < room)
			continue;
		room *= 2;
		larger = realloc(data, room);
		if (!larger)
			free(data);
		data = larger;
	}
	if (data && got < 0) {
		free(data);
		data = NULL;
	}
	*size = used;
	return data;
}

void *dt_read_whole_file(const char *path, size_t limit, size_t *size, char *why, size_t why_size)
{
	struct stat status = {.st_size = 0};
	void *data = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && !fstat(fd, &status) && status.st_size >= 0 &&
	    (uint64_t)status.st_size <= limit)
		data = read_until_end(fd, status.st_size ? status.st_size : 65536, limit, size);
	else if (fd >= 0 && status.st_size)
		errno = EFBIG;
	if (!data)
		snprintf(why, why_size, "%s", strerror(errno));
	if (fd >= 0)
		close(fd);
	return data;
}

/* --- checking ------------------------------------------------------------------------------ */

static int bad(char *why, size_t why_size, const char *text)
{
	snprintf(why, why_size, "%s", text);
	return -1;
}

static bool within(uint64_t offset, uint64_t size, uint64_t limit)
{
	return offset <= limit && size <= limit - offset;
}

static int check_header(const struct btf_header *header, size_t size, char *why, size_t why_size)
{
	size_t room;

	if (size < sizeof(*header))
		return bad(why, why_size, "too short for type information (BTF)");
	if (header->magic == __builtin_bswap16(BTF_MAGIC))
		return bad(why, why_size, "type information (BTF) of a big-endian machine");
	if (header->magic != BTF_MAGIC)
		return bad(why, why_size, "not type information (BTF)");
	if (header->version != 1)
		return bad(why, why_size, "type information (BTF) of an unknown version");
	if (header->header_size < sizeof(*header) || header->header_size > size ||
	    header->header_size % 4)
		return bad(why, why_size, "corrupt BTF: size of the header");
	room = size - header->header_size;
	if (!within(header->types_offset, header->types_size, room) || header->types_offset % 4)
		return bad(why, why_size, "corrupt BTF: types outside of the file");
	if (!within(header->names_offset, header->names_size, room))
		return bad(why, why_size, "corrupt BTF: names outside of the file");
	return 0;
}

static int take_names(struct btf *btf, const char *names, uint32_t size, char *why, size_t why_size)
{
	uint32_t first = btf->base ? btf->base->first_name + btf->base->names_size : 0;

	if (size > INT32_MAX - first)
		return bad(why, why_size, "corrupt BTF: too many names");
	if ((!size && !btf->base) || (size && names[size - 1]) || (!btf->base && names[0]))
		return bad(why, why_size, "corrupt BTF: names do not end where they should");
	btf->first_name = first;
	btf->names = names;
	btf->names_size = size;
	return 0;
}

/* Bytes behind a record of this kind; UINT32_MAX: no such kind. */
static uint32_t extra_size(const struct btf_type *record)
{
	uint32_t count = btf_count(record);

	switch (btf_kind(record)) {
	case BTF_PTR:
	case BTF_FWD:
	case BTF_TYPEDEF:
	case BTF_VOLATILE:
	case BTF_CONST:
	case BTF_RESTRICT:
	case BTF_FUNC:
	case BTF_FLOAT:
	case BTF_TYPE_TAG:
		return 0;
	case BTF_INT:
	case BTF_VAR:
	case BTF_DECL_TAG:
		return 4;
	case BTF_ARRAY:
		return sizeof(struct btf_array);
	case BTF_STRUCT:
	case BTF_UNION:
		return count * sizeof(struct btf_member);
	case BTF_ENUM:
		return count * sizeof(struct btf_enum);
	case BTF_ENUM64:
		return count * sizeof(struct btf_enum64);
	case BTF_FUNC_PROTO:
		return count * sizeof(struct btf_param);
	case BTF_DATASEC:
		return count * 12; /* type, offset, size */
	default:
		return UINT32_MAX;
	}
}

const char *btf_name(const struct btf *btf, uint32_t offset)
{
	if (btf->base && offset < btf->first_name)
		btf = btf->base;
	if (offset < btf->first_name || offset - btf->first_name >= btf->names_size)
		return NULL;
	return btf->names + (offset - btf->first_name);
}

static int grow_offsets(struct btf *btf, uint32_t *room)
{
	uint32_t *larger;

	if (btf->end_id - btf->first_id < *room)
		return 0;
	*room = *room ? *room * 2 : 256;
	larger = realloc(btf->offsets, *room * sizeof(*larger));
	if (!larger)
		return -1;
	btf->offsets = larger;
	return 0;
}

static int scan_records(struct btf *btf, char *why, size_t why_size)
{
	uint32_t offset, extra, room = 0;
	const struct btf_type *record;

	for (offset = 0; offset < btf->records_size; offset += sizeof(*record) + extra) {
		record = (const struct btf_type *)(btf->records + offset);
		if (!within(offset, sizeof(*record), btf->records_size))
			return bad(why, why_size, "corrupt BTF: the last type is cut off");
		extra = extra_size(record);
		if (extra == UINT32_MAX) {
			snprintf(why, why_size, "type %u of the BTF is of unknown kind %u",
				 btf->end_id, btf_kind(record));
			return -1;
		}
		if (!within(offset + sizeof(*record), extra, btf->records_size) ||
		    !btf_name(btf, record->name)) {
			snprintf(why, why_size, "corrupt BTF: type %u is outside of the file",
				 btf->end_id);
			return -1;
		}
		if (grow_offsets(btf, &room))
			return bad(why, why_size, "out of memory");
		btf->offsets[btf->end_id++ - btf->first_id] = offset;
		if (btf_kind(record) == BTF_ENUM && btf_flag(record))
			btf->signed_enums = true;
	}
	return 0;
}

int btf_scan(struct btf *btf, const void *image, size_t size, char *why, size_t why_size)
{
	const struct btf_header *header = image;
	const char *body;

	if (check_header(header, size, why, why_size))
		return -1;
	body = (const char *)image + header->header_size;
	if (take_names(btf, body + header->names_offset, header->names_size, why, why_size))
		return -1;
	btf->records = body + header->types_offset;
	btf->records_size = header->types_size;
	btf->first_id = btf->end_id = btf->base ? btf->base->end_id : 1;
	btf->signed_enums = btf->base && btf->base->signed_enums;
	return scan_records(btf, why, why_size);
}

/* --- index of names ------------------------------------------------------------------------ */

int btf_name_class(const struct btf_type *record)
{
	switch (btf_kind(record)) {
	case BTF_TYPEDEF:
	case BTF_INT:
	case BTF_FLOAT:
		return DT_CLASS_PLAIN;
	case BTF_STRUCT:
		return DT_CLASS_STRUCT;
	case BTF_UNION:
		return DT_CLASS_UNION;
	case BTF_FWD:
		return btf_flag(record) ? DT_CLASS_UNION : DT_CLASS_STRUCT;
	case BTF_ENUM:
	case BTF_ENUM64:
		return DT_CLASS_ENUM;
	case BTF_FUNC:
		return DT_CLASS_FUNCTION;
	case BTF_VAR:
		return DT_CLASS_VARIABLE;
	default:
		return -1;
	}
}

/* A power of two that leaves at least half of the slots free. */
static uint32_t slots_for(uint32_t count)
{
	uint32_t slots = 64;

	while (slots / 2 < count)
		slots *= 2;
	return slots;
}

static void index_record(struct btf *btf, uint32_t id)
{
	const struct btf_type *record = btf_record(btf, id);
	int class = btf_name_class(record);
	const char *name;
	uint32_t slot;

	if (class < 0)
		return;
	name = btf_name(btf, record->name);
	if (!*name)
		return;
	slot = dt_name_hash(name, strlen(name), class) & btf->slot_mask;
	while (btf->slots[slot])
		slot = (slot + 1) & btf->slot_mask;
	btf->slots[slot] = id;
}

int btf_index(struct btf *btf)
{
	uint32_t slots = slots_for(btf->end_id - btf->first_id), id;

	btf->slots = calloc(slots, sizeof(*btf->slots));
	if (!btf->slots)
		return -1;
	btf->slot_mask = slots - 1;
	for (id = btf->first_id; id < btf->end_id; id++)
		index_record(btf, id);
	return 0;
}

static bool is_enum(const struct btf_type *record)
{
	return btf_kind(record) == BTF_ENUM || btf_kind(record) == BTF_ENUM64;
}

static void index_enum(struct btf *btf, uint32_t id)
{
	const struct btf_type *record = btf_record(btf, id);
	size_t step =
		btf_kind(record) == BTF_ENUM ? sizeof(struct btf_enum) : sizeof(struct btf_enum64);
	const char *entry = (const char *)(record + 1), *name;
	uint32_t i, slot;

	for (i = 0; i < btf_count(record); i++, entry += step) {
		name = btf_name(btf, *(const uint32_t *)entry);
		if (!name || !*name)
			continue;
		slot = dt_name_hash(name, strlen(name), 0) & btf->enumerator_mask;
		while (btf->enumerators[slot].id)
			slot = (slot + 1) & btf->enumerator_mask;
		btf->enumerators[slot] = (struct btf_enumerator){id, i};
	}
}

int btf_index_enumerators(struct btf *btf)
{
	uint32_t count = 0, slots, id;

	for (id = btf->first_id; id < btf->end_id; id++)
		if (is_enum(btf_record(btf, id)))
			count += btf_count(btf_record(btf, id));
	slots = slots_for(count);
	btf->enumerators = calloc(slots, sizeof(*btf->enumerators));
	if (!btf->enumerators)
		return -1;
	btf->enumerator_mask = slots - 1;
	for (id = btf->first_id; id < btf->end_id; id++)
		if (is_enum(btf_record(btf, id)))
			index_enum(btf, id);
	return 0;
}
