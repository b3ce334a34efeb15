/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types from DWARF: applications, and kernels that carry no BTF but have debugging information.
 *
 * As with BTF, types are made shallow, by offset, and filled in when asked. What cannot be followed
 * (other files, type units, expressions) becomes the UNKNOWN type. C++ classes are structs, their
 * bases anonymous members, references pointers. A declaration stands for the whole type of its name
 * when the file has one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dt_dwarf.h"

static struct dwarf_file *file_of(struct dt_container *container)
{
	return (struct dwarf_file *)container;
}

static struct dt_type *type_at(struct dwarf_file *file, uint64_t offset);

/* --- types made so far, by offset ---------------------------------------------------------- */

static uint32_t type_slot(const struct dwarf_file *file, uint64_t offset)
{
	return (uint32_t)(offset * UINT64_C(0x9e3779b97f4a7c15) >> 32) & file->type_mask;
}

static struct dt_type *find_made(const struct dwarf_file *file, uint64_t offset)
{
	uint32_t slot;

	if (!file->types)
		return NULL;
	for (slot = type_slot(file, offset); file->types[slot]; slot = (slot + 1) & file->type_mask)
		if (file->types[slot]->id == offset)
			return file->types[slot];
	return NULL;
}

static void place(struct dwarf_file *file, struct dt_type *type)
{
	uint32_t slot = type_slot(file, type->id);

	while (file->types[slot])
		slot = (slot + 1) & file->type_mask;
	file->types[slot] = type;
}

static int remember(struct dwarf_file *file, struct dt_type *type)
{
	uint32_t old_slots = file->types ? file->type_mask + 1 : 0, i;
	uint32_t slots = old_slots ? old_slots * 2 : 256;
	struct dt_type **old = file->types;

	if (file->type_count * 2 >= old_slots) {
		file->types = calloc(slots, sizeof(*file->types));
		if (!file->types) {
			file->types = old;
			return -1;
		}
		file->type_mask = slots - 1;
		for (i = 0; i < old_slots; i++)
			if (old[i])
				place(file, old[i]);
		free(old);
	}
	file->type_count++;
	place(file, type);
	return 0;
}

/* --- shallow types ------------------------------------------------------------------------- */

static enum dt_kind kind_of_tag(Dwarf_Half tag)
{
	switch (tag) {
	case DW_TAG_base_type:
		return DT_KIND_INTEGER;
	case DW_TAG_pointer_type:
	case DW_TAG_reference_type:
	case DW_TAG_rvalue_reference_type:
		return DT_KIND_POINTER;
	case DW_TAG_array_type:
		return DT_KIND_ARRAY;
	case DW_TAG_structure_type:
	case DW_TAG_class_type:
		return DT_KIND_STRUCT;
	case DW_TAG_union_type:
		return DT_KIND_UNION;
	case DW_TAG_enumeration_type:
		return DT_KIND_ENUM;
	case DW_TAG_typedef:
		return DT_KIND_TYPEDEF;
	case DW_TAG_const_type:
		return DT_KIND_CONST;
	case DW_TAG_volatile_type:
	case DW_TAG_atomic_type: /* as near as D comes to it */
		return DT_KIND_VOLATILE;
	case DW_TAG_restrict_type:
		return DT_KIND_RESTRICT;
	case DW_TAG_subroutine_type:
	case DW_TAG_subprogram:
		return DT_KIND_FUNCTION;
	default:
		return DT_KIND_UNKNOWN;
	}
}

static void fill_base(struct dwarf_file *file, struct dt_type *type, Dwarf_Die die)
{
	struct dt_type *plain = NULL;
	uint64_t encoding = 0;

	type->loaded = true;
	dwarf_number(file, die, DW_AT_encoding, &encoding);
	if (!type->size || type->size > 16 || type->size & (type->size - 1)) {
		type->kind = DT_KIND_UNKNOWN;
		return;
	}
	type->align = type->size;
	type->bits = type->size * 8;
	type->is_bool = encoding == DW_ATE_boolean;
	type->is_signed = encoding == DW_ATE_signed || encoding == DW_ATE_signed_char;
	if (encoding == DW_ATE_float || encoding == DW_ATE_complex_float)
		type->kind = DT_KIND_FLOAT;
	if (type->name)
		plain = dt_base_type(file->container.types, type->name, strlen(type->name));
	if (plain && plain->size == type->size && plain->kind == type->kind)
		type->name = plain->name;
}

static void fill_aggregate(struct dwarf_file *file, struct dt_type *type, Dwarf_Die die)
{
	uint64_t convention = 0;

	dwarf_number(file, die, DW_AT_calling_convention, &convention);
	type->by_reference = convention == DW_CC_pass_by_reference;
	type->complete = !dwarf_flag(file, die, DW_AT_declaration);
	if (type->complete)
		return;
	type->is_union = type->kind == DT_KIND_UNION;
	type->kind = DT_KIND_FORWARD;
}

static void fill_enum(struct dwarf_file *file, struct dt_type *type, Dwarf_Die die)
{
	if (type->size != 1 && type->size != 2 && type->size != 4 && type->size != 8)
		type->size = 4;
	type->align = type->size;
	type->complete = !dwarf_flag(file, die, DW_AT_declaration);
}

static void fill_shallow(struct dwarf_file *file, struct dt_type *type, Dwarf_Die die)
{
	dwarf_number(file, die, DW_AT_byte_size, &type->size);
	switch (type->kind) {
	case DT_KIND_POINTER:
		type->size = type->align = 8;
		break;
	case DT_KIND_INTEGER:
		fill_base(file, type, die);
		break;
	case DT_KIND_STRUCT:
	case DT_KIND_UNION:
		fill_aggregate(file, type, die);
		break;
	case DT_KIND_ENUM:
		fill_enum(file, type, die);
		break;
	default:
		break;
	}
}

static struct dt_type *make_shallow(struct dwarf_file *file, uint64_t offset, Dwarf_Die die)
{
	struct dt_type *unknown = file->container.types->unknown, *type;
	enum dt_kind kind = kind_of_tag(dwarf_tag_of(file, die));
	const char *name = dwarf_name_of(file, die);

	if (kind == DT_KIND_UNKNOWN)
		return unknown;
	type = dt_type_new(&file->container, kind, name && *name ? name : NULL);
	if (!type)
		return unknown;
	type->id = offset;
	fill_shallow(file, type, die);
	return remember(file, type) ? unknown : type;
}

static struct dt_type *type_at(struct dwarf_file *file, uint64_t offset)
{
	struct dt_type *type = find_made(file, offset);
	Dwarf_Die die;

	if (type)
		return type;
	/* Type numbers have 32 bits. */
	die = offset <= UINT32_MAX ? dwarf_at(file, offset) : NULL;
	if (!die)
		return file->container.types->unknown;
	type = make_shallow(file, offset, die);
	dwarf_drop(file, die);
	return type;
}

/* What an entry's DW_AT_type refers to: without one, void; one that cannot be followed, unknown. */
static struct dt_type *type_of(struct dwarf_file *file, Dwarf_Die die)
{
	struct dt_types *types = file->container.types;
	Dwarf_Bool has = false;
	Dwarf_Error error = NULL;
	uint64_t offset;

	if (dwarf_reference(file, die, DW_AT_type, &offset))
		return type_at(file, offset);
	if (dwarf_hasattr(die, DW_AT_type, &has, &error) == DW_DLV_ERROR)
		dwarf_dealloc_error(file->debug, error);
	return has ? types->unknown : types->intrinsic[DT_VOID];
}

/* --- what types refer to ------------------------------------------------------------------- */

/* Count the children of some tags first: the list is allocated once, in the arena. */
static uint32_t count_children(struct dwarf_file *file, Dwarf_Die parent, Dwarf_Half tag,
			       Dwarf_Half or_tag)
{
	Dwarf_Die die = dwarf_first_child(file, parent);
	uint32_t count = 0;
	Dwarf_Half found;

	for (; die; die = dwarf_next(file, die)) {
		found = dwarf_tag_of(file, die);
		count += found == tag || found == or_tag;
	}
	return count;
}

/*
 * Bits: DWARF 4 counts from the start of the struct; before, from the most significant end of a
 * storage unit at the member's offset.
 */
static void place_member(struct dwarf_file *file, Dwarf_Die die, struct dt_member *member)
{
	uint64_t bytes = 0, bits = 0, from_top, unit;

	dwarf_number(file, die, DW_AT_data_member_location, &bytes);
	member->bit_offset = bytes * 8;
	if (!dwarf_number(file, die, DW_AT_bit_size, &bits) || !bits || bits > 64)
		return;
	member->bit_size = bits;
	if (dwarf_number(file, die, DW_AT_data_bit_offset, &member->bit_offset))
		return;
	if (!dwarf_number(file, die, DW_AT_byte_size, &unit))
		unit = dt_type_size(file->container.types->hdl, member->type);
	if (unit <= 8 && dwarf_number(file, die, DW_AT_bit_offset, &from_top) &&
	    from_top + bits <= unit * 8)
		member->bit_offset += unit * 8 - from_top - bits;
}

/* Static members have a declaration or are variables; they take no room. */
static bool is_member(struct dwarf_file *file, Dwarf_Die die)
{
	Dwarf_Half tag = dwarf_tag_of(file, die);

	return tag == DW_TAG_inheritance ||
	       (tag == DW_TAG_member && !dwarf_flag(file, die, DW_AT_external));
}

/* One parameter besides the object: a copy (or move) if that is of the same type. */
static bool is_copying(struct dwarf_file *file, const struct dt_type *type, Dwarf_Die function)
{
	Dwarf_Die die = dwarf_first_child(file, function);
	struct dt_type *source = NULL;
	unsigned int count = 0;

	for (; die; die = dwarf_next(file, die)) {
		if (dwarf_tag_of(file, die) == DW_TAG_formal_parameter && ++count == 2)
			source = type_of(file, die);
	}
	return count == 2 && source->kind == DT_KIND_POINTER &&
	       dt_type_resolve(dt_type_reference(source)) == type;
}

/*
 * What makes C++ pass an object by its address: a destructor or a copy constructor that the program
 * has written, or virtual functions. Compilers other than clang do not say it otherwise.
 */
static bool is_not_trivial(struct dwarf_file *file, const struct dt_type *type, Dwarf_Die function)
{
	const char *name = dwarf_name_of(file, function);
	uint64_t number = 0;

	if (dwarf_number(file, function, DW_AT_virtuality, &number) && number)
		return true;
	if (!name || !type->name || dwarf_flag(file, function, DW_AT_artificial) ||
	    dwarf_number(file, function, DW_AT_defaulted, &number))
		return false;
	if (*name == '~')
		return true;
	return strlen(name) == strcspn(type->name, "<") &&
	       !strncmp(name, type->name, strlen(name)) && is_copying(file, type, function);
}

static void load_members(struct dwarf_file *file, struct dt_type *type, Dwarf_Die parent)
{
	uint32_t count = count_children(file, parent, DW_TAG_member, DW_TAG_inheritance);
	struct dt_arena *arena = file->container.types->arena;
	struct dt_member *list = dt_arena_alloc(arena, (count + 1) * sizeof(*list));
	Dwarf_Die die = list ? dwarf_first_child(file, parent) : NULL;
	const char *name;

	type->members = list;
	for (; die; die = dwarf_next(file, die)) {
		if (dwarf_tag_of(file, die) == DW_TAG_subprogram && !type->by_reference)
			type->by_reference = is_not_trivial(file, type, die);
		if (!is_member(file, die) || type->length == count)
			continue;
		name = dwarf_name_of(file, die);
		list[type->length].name = name ? name : "";
		list[type->length].type = type_of(file, die);
		place_member(file, die, &list[type->length]);
		type->length++;
	}
}

static void load_enumerators(struct dwarf_file *file, struct dt_type *type, Dwarf_Die parent)
{
	uint32_t count = count_children(file, parent, DW_TAG_enumerator, DW_TAG_enumerator);
	struct dt_arena *arena = file->container.types->arena;
	struct dt_enumerator *list = dt_arena_alloc(arena, (count + 1) * sizeof(*list));
	Dwarf_Die die = list ? dwarf_first_child(file, parent) : NULL;
	const char *name;
	uint64_t unsigned_value;

	type->enumerators = list;
	for (; die && type->length < count; die = dwarf_next(file, die)) {
		if (dwarf_tag_of(file, die) != DW_TAG_enumerator)
			continue;
		name = dwarf_name_of(file, die);
		list[type->length].name = name ? name : "";
		if (!dwarf_signed(file, die, DW_AT_const_value, &list[type->length].value) &&
		    dwarf_number(file, die, DW_AT_const_value, &unsigned_value))
			list[type->length].value = (int64_t)unsigned_value;
		if (list[type->length].value < 0)
			type->is_signed = true;
		type->length++;
	}
	dwarf_drop(file, die);
}

static void load_prototype(struct dwarf_file *file, struct dt_type *type, Dwarf_Die parent)
{
	Dwarf_Half tag = DW_TAG_formal_parameter;
	uint32_t count = count_children(file, parent, tag, tag);
	struct dt_arena *arena = file->container.types->arena;
	struct dt_type **list = dt_arena_alloc(arena, (count + 1) * sizeof(*list));
	Dwarf_Die die = list ? dwarf_first_child(file, parent) : NULL;

	type->reference = type_of(file, parent);
	type->parameters = list;
	for (; die; die = dwarf_next(file, die)) {
		tag = dwarf_tag_of(file, die);
		if (tag == DW_TAG_unspecified_parameters)
			type->variadic = true;
		if (tag == DW_TAG_formal_parameter && type->length < count)
			list[type->length++] = type_of(file, die);
	}
}

static uint64_t bound_of(struct dwarf_file *file, Dwarf_Die range)
{
	uint64_t value;

	if (dwarf_number(file, range, DW_AT_count, &value))
		return value;
	if (dwarf_number(file, range, DW_AT_upper_bound, &value) && value < UINT32_MAX)
		return value + 1;
	return 0; /* no bound: a flexible array, or -1 for one of no elements */
}

/* One entry describes all dimensions: the last is the innermost array. */
static void load_array(struct dwarf_file *file, struct dt_type *type, Dwarf_Die parent)
{
	uint64_t counts[DT_DEPTH_MAX];
	Dwarf_Die die = dwarf_first_child(file, parent);
	struct dt_type *element = type_of(file, parent);
	unsigned int dimensions = 0;

	for (; die && dimensions < DT_DEPTH_MAX; die = dwarf_next(file, die))
		if (dwarf_tag_of(file, die) == DW_TAG_subrange_type)
			counts[dimensions++] = bound_of(file, die);
	dwarf_drop(file, die);
	for (; dimensions > 1 && element; dimensions--)
		element =
			dt_type_array(file->container.types->hdl, element, counts[dimensions - 1]);
	type->reference = element ? element : file->container.types->unknown;
	type->count = dimensions ? counts[0] : 0;
}

static void load_forward(struct dwarf_file *file, struct dt_type *type)
{
	enum dt_name_class class = type->is_union ? DT_CLASS_UNION : DT_CLASS_STRUCT;
	const struct dwarf_name *entry;

	if (!type->name)
		return;
	entry = dwarf_file_find(file, class, type->name, strlen(type->name));
	if (entry && !entry->incomplete)
		type->reference = type_at(file, entry->offset);
}

static void load_parts(struct dwarf_file *file, struct dt_type *type, Dwarf_Die die)
{
	switch (type->kind) {
	case DT_KIND_STRUCT:
	case DT_KIND_UNION:
		load_members(file, type, die);
		break;
	case DT_KIND_ENUM:
		load_enumerators(file, type, die);
		break;
	case DT_KIND_FUNCTION:
		load_prototype(file, type, die);
		break;
	case DT_KIND_ARRAY:
		load_array(file, type, die);
		break;
	case DT_KIND_FORWARD:
		load_forward(file, type);
		break;
	default:
		type->reference = type_of(file, die);
		if (type->kind == DT_KIND_POINTER && !type->reference->pointer)
			type->reference->pointer = type;
	}
}

static void load_type(struct dt_container *container, struct dt_type *type)
{
	struct dwarf_file *file = file_of(container);
	Dwarf_Die die = dwarf_at(file, type->id);

	type->loaded = true;
	if (die)
		load_parts(file, type, die);
	else
		type->reference = container->types->unknown;
	dwarf_drop(file, die);
}

/* --- by name ------------------------------------------------------------------------------- */

static struct dt_type *variable_type(struct dwarf_file *file, uint64_t offset)
{
	Dwarf_Die die = dwarf_at(file, offset);
	struct dt_type *type;

	if (!die)
		return NULL;
	type = type_of(file, die);
	dwarf_drop(file, die);
	return type->kind == DT_KIND_UNKNOWN || type->kind == DT_KIND_VOID ? NULL : type;
}

static struct dt_type *find_type(struct dt_container *container, enum dt_name_class class,
				 const char *name, size_t length)
{
	struct dwarf_file *file = file_of(container);
	const struct dwarf_name *entry = dwarf_file_find(file, class, name, length);
	struct dt_type *type;

	if (!entry)
		return NULL;
	if (class == DT_CLASS_VARIABLE)
		return variable_type(file, entry->offset);
	type = type_at(file, entry->offset);
	return type->kind == DT_KIND_UNKNOWN ? NULL : type;
}

static int find_enumerator(struct dt_container *container, const char *name, struct dt_type **type,
			   int64_t *value)
{
	struct dwarf_file *file = file_of(container);
	struct dt_enumerator found;
	uint32_t i;
	size_t j;

	for (i = 0; i < file->enum_count; i++) {
		*type = type_at(file, file->enums[i]);
		for (j = 0; !dt_enumerator_at(*type, j, &found); j++) {
			if (strcmp(found.name, name))
				continue;
			*value = found.value;
			return 0;
		}
	}
	return -1;
}

/* --- opening ---------------------------------------------------------------------------------- */

static void close_dwarf(struct dt_container *container)
{
	struct dwarf_file *file = file_of(container);

	dwarf_file_close(file);
	free(file);
}

static const struct dt_reader dwarf_reader = {load_type, find_type, find_enumerator, close_dwarf};

struct dt_container *dt_dwarf_open(struct dt_types *types, const char *name, const char *path,
				   char *why, size_t why_size)
{
	struct dwarf_file *file = calloc(1, sizeof(*file));

	snprintf(why, why_size, "out of memory");
	if (!file)
		return NULL;
	file->container = (struct dt_container){.reader = &dwarf_reader, .types = types};
	file->container.name = dt_arena_strndup(types->arena, name, strlen(name));
	if (file->container.name && !dwarf_file_open(file, path, why, why_size))
		return &file->container;
	close_dwarf(&file->container);
	return NULL;
}
