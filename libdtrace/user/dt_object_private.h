/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the files that read an object share. */
#ifndef DT_OBJECT_PRIVATE_H
#define DT_OBJECT_PRIVATE_H

#include <gelf.h>

#include "dt_user.h"

/* Strings of an object: they never move. */
struct dt_text {
	struct dt_text *next;
	char bytes[];
};

struct dt_object_private {
	int file; /* a copy of the caller's */
	Elf *elf;
	Elf *debug; /* of debug_path, as long as the object is read */
	int debug_file;
	struct dt_text *texts;
};

/* A copy that lives with the object; NULL without memory. */
const char *dt_object_text(struct dt_object *object, const char *text);

/* Room for one more at *list, which has `count`; NULL without memory. Grows by doubling. */
void *dt_user_grow(void *list, size_t count, size_t size);

/* Contents of a section, uncompressed; NULL if it has none or cannot be read. */
Elf_Data *dt_section_data(Elf_Scn *section);
/* The first section of that name (header filled in), or NULL. */
Elf_Scn *dt_section_named(Elf *elf, const char *name, GElf_Shdr *header);

/* Functions of .symtab, else of a debug file and .dynsym. */
void dt_object_read_functions(struct dt_object *object);
void dt_object_read_notes(struct dt_object *object);
void dt_object_read_declared(struct dt_object *object);
/* Sets debug_path and private->debug if there is one that belongs to this object. */
void dt_object_find_debug(struct dt_object *object);
void dt_object_close_debug(struct dt_object *object);
/* Walk .note sections and segments: NT_GNU_BUILD_ID. */
void dt_object_read_build_id(struct dt_object *object);

#endif
