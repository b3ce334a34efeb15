/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* See btf_writer.h. */
#include <stdlib.h>
#include <string.h>

#include "btf_writer.h"

void writer_start(struct btf_writer *w, uint32_t first_id, uint32_t first_name)
{
	memset(w, 0, sizeof(*w));
	w->next_id = first_id;
	w->first_name = first_name;
	w->names_size = 1;
}

uint32_t writer_name(struct btf_writer *w, const char *name)
{
	uint32_t offset = w->first_name + w->names_size;
	size_t size = strlen(name) + 1;

	if (!*name)
		return 0;
	if (w->names_size + size > sizeof(w->names))
		abort();
	memcpy(w->names + w->names_size, name, size);
	w->names_size += size;
	return offset;
}

void writer_word(struct btf_writer *w, uint32_t word)
{
	if (w->types_size + 4 > sizeof(w->types))
		abort();
	memcpy(w->types + w->types_size, &word, 4);
	w->types_size += 4;
}

uint32_t writer_type(struct btf_writer *w, const char *name, enum btf_kind kind, bool flag,
		     uint32_t count, uint32_t word)
{
	writer_word(w, writer_name(w, name));
	writer_word(w, (uint32_t)flag << 31 | (uint32_t)kind << 24 | count);
	writer_word(w, word);
	return w->next_id++;
}

uint32_t writer_int(struct btf_writer *w, const char *name, uint32_t size, uint32_t encoding)
{
	uint32_t id = writer_type(w, name, BTF_INT, false, 0, size);

	writer_word(w, encoding << 24 | size * 8);
	return id;
}

void writer_member(struct btf_writer *w, const char *name, uint32_t type, uint32_t offset)
{
	writer_word(w, writer_name(w, name));
	writer_word(w, type);
	writer_word(w, offset);
}

void *writer_finish(struct btf_writer *w, size_t *size)
{
	struct btf_header header = {
		BTF_MAGIC, 1, 0, sizeof(header), 0, w->types_size, w->types_size, w->names_size};
	char *image = malloc(sizeof(header) + w->types_size + w->names_size);

	if (!image)
		abort();
	memcpy(image, &header, sizeof(header));
	memcpy(image + sizeof(header), w->types, w->types_size);
	memcpy(image + sizeof(header) + w->types_size, w->names, w->names_size);
	*size = sizeof(header) + w->types_size + w->names_size;
	return image;
}
