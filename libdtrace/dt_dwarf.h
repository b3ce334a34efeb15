/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * DWARF debugging information of one ELF file, opened, with its names indexed.
 *
 * Entries (DIEs) are known by their offset in .debug_info. The index holds what stands at the top
 * of compilation units (and in C++ namespaces): types, functions and variables. Names point into
 * the file's sections, which stay until dwarf_file_close().
 */
#ifndef DT_DWARF_H
#define DT_DWARF_H

#include <dwarf.h>
#include <libdwarf.h>

#include "dt_type_impl.h"

struct dwarf_name {
	const char *name;
	uint64_t offset;
	uint32_t next;	 /* same slot: index + 1, 0: none */
	uint8_t class;	 /* enum dt_name_class */
	bool incomplete; /* a declaration only */
};

struct dwarf_file {
	struct dt_container container; /* first: readers are handed this */
	Dwarf_Debug debug;
	struct dwarf_name *entries;
	uint32_t count, room;
	uint32_t *slots; /* index + 1 */
	uint32_t slot_mask;
	uint64_t *enums; /* offsets of all enumerations, anonymous ones too */
	uint32_t enum_count, enum_room;
	struct dt_type **types; /* hash by offset of those made so far */
	uint32_t type_count, type_mask;
	bool out_of_memory;
};

/* dt_dwarf_file.c */

/* 0, or -1 and the reason. */
int dwarf_file_open(struct dwarf_file *file, const char *path, char *why, size_t why_size);
void dwarf_file_close(struct dwarf_file *file);
/* The entry of a class by name, a complete one if there is; NULL. */
const struct dwarf_name *dwarf_file_find(const struct dwarf_file *file, enum dt_name_class class,
					 const char *name, size_t length);

/* Attributes: false when the entry has none such or of a form that makes no sense. */
bool dwarf_number(const struct dwarf_file *file, Dwarf_Die die, Dwarf_Half attribute,
		  uint64_t *value);
bool dwarf_signed(const struct dwarf_file *file, Dwarf_Die die, Dwarf_Half attribute,
		  int64_t *value);
bool dwarf_reference(const struct dwarf_file *file, Dwarf_Die die, Dwarf_Half attribute,
		     uint64_t *offset);
bool dwarf_flag(const struct dwarf_file *file, Dwarf_Die die, Dwarf_Half attribute);
/* NULL: no name. */
const char *dwarf_name_of(const struct dwarf_file *file, Dwarf_Die die);
Dwarf_Half dwarf_tag_of(const struct dwarf_file *file, Dwarf_Die die);

/* Entries: NULL at the end and on failure. What they return is given back with dwarf_drop(). */
Dwarf_Die dwarf_at(const struct dwarf_file *file, uint64_t offset);
Dwarf_Die dwarf_first_child(const struct dwarf_file *file, Dwarf_Die die);
/* Gives `die` back. */
Dwarf_Die dwarf_next(const struct dwarf_file *file, Dwarf_Die die);
void dwarf_drop(const struct dwarf_file *file, Dwarf_Die die);
uint64_t dwarf_offset(const struct dwarf_file *file, Dwarf_Die die);

#endif
