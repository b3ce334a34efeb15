/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Makes BTF images, so that each test of the reader writes its own input. Numbers of types are
 * those of the format: the first type made is 1 (or follows the base's last).
 */
#ifndef BTF_WRITER_H
#define BTF_WRITER_H

#include "../../libdtrace/dt_btf.h"

struct btf_writer {
	char types[16384], names[8192];
	uint32_t types_size, names_size;
	uint32_t next_id, first_name;
};

/* first_id 1 and first_name 0, or where the base ends. */
void writer_start(struct btf_writer *w, uint32_t first_id, uint32_t first_name);
uint32_t writer_name(struct btf_writer *w, const char *name);
/* A record: word is size or type. Returns its number; extra words follow with writer_word. */
uint32_t writer_type(struct btf_writer *w, const char *name, enum btf_kind kind, bool flag,
		     uint32_t count, uint32_t word);
void writer_word(struct btf_writer *w, uint32_t word);
uint32_t writer_int(struct btf_writer *w, const char *name, uint32_t size, uint32_t encoding);
void writer_member(struct btf_writer *w, const char *name, uint32_t type, uint32_t offset);
/* The image, malloc'ed. */
void *writer_finish(struct btf_writer *w, size_t *size);

#endif
