/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Opening DWARF with libdwarf: files, attributes, and the index of names.
 *
 * libdwarf checks offsets and forms; here a failed call means that the thing is not there. Its
 * interface changed with version 0.2 (the first to define DW_LIBDWARF_VERSION_MAJOR): the two
 * functions concerned are wrapped below. A debug link or build id leads libdwarf from a stripped
 * file to the one with the debugging information.
 */
#include <fcntl.h>
#include <gelf.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dt_dwarf.h"

#define NAMESPACES_MAX 8 /* nesting that is indexed */

/* --- libdwarf ------------------------------------------------------------------------------ */

/* A result other than DW_DLV_OK leaves an error object behind. */
static bool succeeded(const struct dwarf_file *file, int result, Dwarf_Error error)
{
	if (result == DW_DLV_ERROR)
		dwarf_dealloc_error(file->debug, error);
	return result == DW_DLV_OK;
}

static int init_path(const char *path, char *true_path, Dwarf_Debug *debug, Dwarf_Error *error)
{
#ifdef DW_LIBDWARF_VERSION_MAJOR
	return dwarf_init_path(path, true_path, PATH_MAX, DW_GROUPNUMBER_ANY, NULL, NULL, debug,
			       error);
#else
	return dwarf_init_path(path, true_path, PATH_MAX, DW_DLC_READ, DW_GROUPNUMBER_ANY, NULL,
			       NULL, debug, NULL, 0, NULL, error);
#endif
}

static void finish(Dwarf_Debug debug)
{
#ifdef DW_LIBDWARF_VERSION_MAJOR
	dwarf_finish(debug);
#else
	dwarf_finish(debug, NULL);
#endif
}

/* --- attributes ---------------------------------------------------------------------------- */

static Dwarf_Attribute attribute_of(const struct dwarf_file *file, Dwarf_Die die, Dwarf_Half number)
{
	Dwarf_Attribute attribute = NULL;
	Dwarf_Error error = NULL;

	return succeeded(file, dwarf_attr(die, number, &attribute, &error), error) ? attribute
										   : NULL;
}

bool dwarf_signed(const struct dwarf_file *file, Dwarf_Die die, Dwarf_Half number, int64_t *value)
{
	Dwarf_Attribute attribute = attribute_of(file, die, number);
	Dwarf_Error error = NULL;
	Dwarf_Signed found = 0;
	bool is_there;

	if (!attribute)
		return false;
	is_there = succeeded(file, dwarf_formsdata(attribute, &found, &error), error);
	dwarf_dealloc(file->debug, attribute, DW_DLA_ATTR);
	*value = found;
	return is_there;
}

/* Old compilers give a member's place as an expression: DW_OP_plus_uconst and an ULEB128 number. */
static bool offset_of_expression(const struct dwarf_file *file, Dwarf_Attribute attribute,
				 uint64_t *value)
{
	const unsigned char *bytes;
	Dwarf_Block *block = NULL;
	Dwarf_Error error = NULL;
	unsigned int shift = 0;
	Dwarf_Unsigned i;
	bool is_offset;

	if (!succeeded(file, dwarf_formblock(attribute, &block, &error), error))
		return false;
	bytes = block->bl_data;
	is_offset = block->bl_len > 1 && bytes[0] == DW_OP_plus_uconst;
	*value = 0;
	for (i = 1; is_offset && i < block->bl_len && shift < 63; i++, shift += 7)
		*value |= (uint64_t)(bytes[i] & 0x7f) << shift;
	dwarf_dealloc(file->debug, block, DW_DLA_BLOCK);
	return is_offset;
}

bool dwarf_number(const struct dwarf_file *file, Dwarf_Die die, Dwarf_Half number, uint64_t *value)
{
	Dwarf_Attribute attribute = attribute_of(file, die, number);
	Dwarf_Unsigned found = 0;
	Dwarf_Error error = NULL;
	Dwarf_Signed with_sign;
	bool is_there;

	if (!attribute)
		return false;
	is_there = succeeded(file, dwarf_formudata(attribute, &found, &error), error);
	error = NULL;
	if (!is_there) {
		is_there = succeeded(file, dwarf_formsdata(attribute, &with_sign, &error), error) &&
			   with_sign >= 0;
		found = is_there ? with_sign : 0;
	}
	*value = found;
	if (!is_there)
		is_there = offset_of_expression(file, attribute, value);
	dwarf_dealloc(file->debug, attribute, DW_DLA_ATTR);
	return is_there;
}

bool dwarf_reference(const struct dwarf_file *file, Dwarf_Die die, Dwarf_Half number,
		     uint64_t *offset)
{
	Dwarf_Attribute attribute = attribute_of(file, die, number);
	Dwarf_Error error = NULL;
	Dwarf_Half form = 0;
	Dwarf_Off found = 0;
	bool is_there;

	if (!attribute)
		return false;
	/* The type may stand in another file (dwz) or in a type unit: not followed. */
	is_there = succeeded(file, dwarf_whatform(attribute, &form, &error), error) &&
		   form != DW_FORM_GNU_ref_alt && form != DW_FORM_ref_sup4 &&
		   form != DW_FORM_ref_sup8 && form != DW_FORM_ref_sig8;
	error = NULL;
	is_there =
		is_there && succeeded(file, dwarf_global_formref(attribute, &found, &error), error);
	dwarf_dealloc(file->debug, attribute, DW_DLA_ATTR);
	*offset = found;
	return is_there;
}

bool dwarf_flag(const struct dwarf_file *file, Dwarf_Die die, Dwarf_Half number)
{
	Dwarf_Attribute attribute = attribute_of(file, die, number);
	Dwarf_Error error = NULL;
	Dwarf_Bool flag = 0;

	if (!attribute)
		return false;
	succeeded(file, dwarf_formflag(attribute, &flag, &error), error);
	dwarf_dealloc(file->debug, attribute, DW_DLA_ATTR);
	return flag;
}

const char *dwarf_name_of(const struct dwarf_file *file, Dwarf_Die die)
{
	Dwarf_Error error = NULL;
	char *name = NULL;

	return succeeded(file, dwarf_diename(die, &name, &error), error) ? name : NULL;
}

static const char *linkage_name_of(const struct dwarf_file *file, Dwarf_Die die)
{
	Dwarf_Attribute attribute = attribute_of(file, die, DW_AT_linkage_name);
	Dwarf_Error error = NULL;
	char *text = NULL;
	bool is_there;

	if (!attribute)
		return NULL;
	is_there = succeeded(file, dwarf_formstring(attribute, &text, &error), error);
	dwarf_dealloc(file->debug, attribute, DW_DLA_ATTR);
	return is_there ? text : NULL;
}

Dwarf_Half dwarf_tag_of(const struct dwarf_file *file, Dwarf_Die die)
{
	Dwarf_Error error = NULL;
	Dwarf_Half tag = 0;

	return succeeded(file, dwarf_tag(die, &tag, &error), error) ? tag : 0;
}

/* --- entries ------------------------------------------------------------------------------- */

void dwarf_drop(const struct dwarf_file *file, Dwarf_Die die)
{
	if (die)
		dwarf_dealloc(file->debug, die, DW_DLA_DIE);
}

Dwarf_Die dwarf_at(const struct dwarf_file *file, uint64_t offset)
{
	Dwarf_Error error = NULL;
	Dwarf_Die die = NULL;

	return succeeded(file, dwarf_offdie_b(file->debug, offset, true, &die, &error), error)
		       ? die
		       : NULL;
}

Dwarf_Die dwarf_first_child(const struct dwarf_file *file, Dwarf_Die die)
{
	Dwarf_Error error = NULL;
	Dwarf_Die child = NULL;

	return succeeded(file, dwarf_child(die, &child, &error), error) ? child : NULL;
}

static Dwarf_Die sibling_of(const struct dwarf_file *file, Dwarf_Die die)
{
	Dwarf_Error error = NULL;
	Dwarf_Die next = NULL;

	return succeeded(file, dwarf_siblingof_b(file->debug, die, true, &next, &error), error)
		       ? next
		       : NULL;
}

Dwarf_Die dwarf_next(const struct dwarf_file *file, Dwarf_Die die)
{
	Dwarf_Die next = sibling_of(file, die);

	dwarf_drop(file, die);
	return next;
}

uint64_t dwarf_offset(const struct dwarf_file *file, Dwarf_Die die)
{
	Dwarf_Error error = NULL;
	Dwarf_Off offset = 0;

	return succeeded(file, dwarf_dieoffset(die, &offset, &error), error) ? offset : 0;
}

/* --- index of names ------------------------------------------------------------------------ */

static int class_of_tag(Dwarf_Half tag)
{
	switch (tag) {
	case DW_TAG_typedef:
	case DW_TAG_base_type:
		return DT_CLASS_PLAIN;
	case DW_TAG_structure_type:
	case DW_TAG_class_type:
		return DT_CLASS_STRUCT;
	case DW_TAG_union_type:
		return DT_CLASS_UNION;
	case DW_TAG_enumeration_type:
		return DT_CLASS_ENUM;
	case DW_TAG_subprogram:
		return DT_CLASS_FUNCTION;
	case DW_TAG_variable:
		return DT_CLASS_VARIABLE;
	default:
		return -1;
	}
}

/* Make room for one more element of a growing array. */
static void *room_for(struct dwarf_file *file, void *list, uint32_t count, uint32_t *room,
		      size_t size)
{
	uint32_t larger = *room ? *room * 2 : 1024;
	void *moved;

	if (count < *room)
		return list;
	moved = realloc(list, larger * size);
	if (!moved) {
		file->out_of_memory = true;
		return NULL;
	}
	*room = larger;
	return moved;
}

static void add_enum(struct dwarf_file *file, uint64_t offset)
{
	uint64_t *list =
		room_for(file, file->enums, file->enum_count, &file->enum_room, sizeof(*list));

	if (!list)
		return;
	file->enums = list;
	list[file->enum_count++] = offset;
}

static void add_entry(struct dwarf_file *file, const struct dwarf_name *entry)
{
	struct dwarf_name *list =
		room_for(file, file->entries, file->count, &file->room, sizeof(*list));

	if (!list)
		return;
	file->entries = list;
	list[file->count++] = *entry;
}

static void add_name(struct dwarf_file *file, Dwarf_Die die, Dwarf_Half tag, uint64_t offset)
{
	const char *name = dwarf_name_of(file, die);

	if (name && *name)
		add_entry(file, &(struct dwarf_name){
					.name = name,
					.offset = offset,
					.class = class_of_tag(tag),
					.incomplete = dwarf_flag(file, die, DW_AT_declaration),
				});
}

#define ORIGINS_MAX 4

static Dwarf_Die origin_of(const struct dwarf_file *file, Dwarf_Die die, uint64_t *offset)
{
	if (!dwarf_reference(file, die, DW_AT_specification, offset) &&
	    !dwarf_reference(file, die, DW_AT_abstract_origin, offset))
		return NULL;
	return dwarf_at(file, *offset);
}

/*
 * The symbol of a C++ function. One that is defined outside of its class, or inlined elsewhere too,
 * has name and parameters where it is declared.
 */
static void add_linkage_name(struct dwarf_file *file, Dwarf_Die function, uint64_t offset)
{
	const char *name = linkage_name_of(file, function);
	Dwarf_Die die = NULL, next;

	for (int i = 0; !name && i < ORIGINS_MAX; i++) {
		next = origin_of(file, die ? die : function, &offset);
		dwarf_drop(file, die);
		die = next;
		if (!die)
			return;
		name = linkage_name_of(file, die);
	}
	dwarf_drop(file, die);
	if (name && *name)
		add_entry(file, &(struct dwarf_name){
					.name = name, .offset = offset, .class = DT_CLASS_FUNCTION});
}

static void index_children(struct dwarf_file *file, Dwarf_Die parent, unsigned int depth)
{
	Dwarf_Die die = dwarf_first_child(file, parent);
	Dwarf_Half tag;

	for (; die && !file->out_of_memory; die = dwarf_next(file, die)) {
		tag = dwarf_tag_of(file, die);
		if (tag == DW_TAG_namespace && depth < NAMESPACES_MAX)
			index_children(file, die, depth + 1);
		if (tag == DW_TAG_enumeration_type)
			add_enum(file, dwarf_offset(file, die));
		if (class_of_tag(tag) >= 0)
			add_name(file, die, tag, dwarf_offset(file, die));
		if (tag == DW_TAG_subprogram && !dwarf_flag(file, die, DW_AT_declaration))
			add_linkage_name(file, die, dwarf_offset(file, die));
	}
	dwarf_drop(file, die);
}

static bool next_unit(struct dwarf_file *file)
{
	Dwarf_Half version, address_size, length_size, extension_size, unit_type;
	Dwarf_Unsigned header, type_offset, next;
	Dwarf_Error error = NULL;
	Dwarf_Off abbreviations;
	Dwarf_Sig8 signature;

	return succeeded(file,
			 dwarf_next_cu_header_d(file->debug, true, &header, &version,
						&abbreviations, &address_size, &length_size,
						&extension_size, &signature, &type_offset, &next,
						&unit_type, &error),
			 error);
}

static int hash_names(struct dwarf_file *file)
{
	uint32_t slots = 64, slot, i;

	while (slots < file->count)
		slots *= 2;
	file->slots = calloc(slots, sizeof(*file->slots));
	if (!file->slots)
		return -1;
	file->slot_mask = slots - 1;
	for (i = file->count; i > 0; i--) {
		slot = dt_name_hash(file->entries[i - 1].name, strlen(file->entries[i - 1].name),
				    file->entries[i - 1].class) &
		       file->slot_mask;
		file->entries[i - 1].next = file->slots[slot];
		file->slots[slot] = i;
	}
	return 0;
}

const struct dwarf_name *dwarf_file_find(const struct dwarf_file *file, enum dt_name_class class,
					 const char *name, size_t length)
{
	uint32_t i = file->slots[dt_name_hash(name, length, class) & file->slot_mask];
	const struct dwarf_name *entry, *incomplete = NULL;

	for (; i; i = entry->next) {
		entry = &file->entries[i - 1];
		if (entry->class != class || strncmp(entry->name, name, length) ||
		    entry->name[length])
			continue;
		if (!entry->incomplete)
			return entry;
		if (!incomplete)
			incomplete = entry;
	}
	return incomplete;
}

/* --- opening ------------------------------------------------------------------------------- */

#define INFLATION_MAX 1032 /* of zlib's format: a byte becomes no more */

static bool section_fits(Elf_Scn *section, uint64_t file_size)
{
	GElf_Shdr header;
	GElf_Chdr compressed;

	if (!gelf_getshdr(section, &header))
		return false;
	if (header.sh_type == SHT_NOBITS || header.sh_type == SHT_NULL)
		return true;
	if (header.sh_offset > file_size || header.sh_size > file_size - header.sh_offset)
		return false;
	return !(header.sh_flags & SHF_COMPRESSED) ||
	       (gelf_getchdr(section, &compressed) &&
		compressed.ch_size / INFLATION_MAX <= header.sh_size);
}

/* Section 0 holds the number of sections where it is too large for the file's header. */
static bool table_fits(Elf *elf, uint64_t file_size)
{
	Elf_Scn *first = elf_getscn(elf, 0);
	GElf_Shdr header;
	size_t count;

	return !elf_getshdrnum(elf, &count) && count <= file_size / sizeof(Elf32_Shdr) &&
	       (!first || (gelf_getshdr(first, &header) && header.sh_size <= file_size));
}

/*
 * libdwarf allocates as much as a section's header claims before it looks whether the file
 * has it: a damaged file would ask for gigabytes (found by fuzzing).
 */
static bool sections_fit(int fd)
{
	struct stat status;
	Elf_Scn *section = NULL;
	Elf *elf;
	bool fit;

	if (fstat(fd, &status) || elf_version(EV_CURRENT) == EV_NONE)
		return false;
	elf = elf_begin(fd, ELF_C_READ, NULL);
	fit = elf && elf_kind(elf) == ELF_K_ELF && table_fits(elf, (uint64_t)status.st_size);
	while (fit && (section = elf_nextscn(elf, section)))
		fit = section_fits(section, (uint64_t)status.st_size);
	elf_end(elf);
	return fit;
}

static int init_sound(const char *path, char *true_path, Dwarf_Debug *debug, Dwarf_Error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int result = DW_DLV_NO_ENTRY;

	if (fd < 0)
		return result;
	if (sections_fit(fd))
		result = init_path(path, true_path, debug, error);
	close(fd);
	return result;
}

int dwarf_file_open(struct dwarf_file *file, const char *path, char *why, size_t why_size)
{
	char true_path[PATH_MAX];
	Dwarf_Error error = NULL;
	Dwarf_Die unit;
	int result;

	result = init_sound(path, true_path, &file->debug, &error);
	if (result != DW_DLV_OK) {
		snprintf(why, why_size, "%s",
			 error ? dwarf_errmsg(error) : "no debugging information (DWARF)");
		if (error)
			dwarf_dealloc_error(file->debug, error);
		file->debug = NULL;
		return -1;
	}
	while (!file->out_of_memory && next_unit(file)) {
		unit = sibling_of(file, NULL);
		if (unit)
			index_children(file, unit, 0);
		dwarf_drop(file, unit);
	}
	snprintf(why, why_size, "%s",
		 file->out_of_memory ? "out of memory" : "no debugging information (DWARF)");
	return file->out_of_memory || !file->count || hash_names(file) ? -1 : 0;
}

void dwarf_file_close(struct dwarf_file *file)
{
	free(file->entries);
	free(file->slots);
	free(file->enums);
	free(file->types);
	if (file->debug)
		finish(file->debug);
}
