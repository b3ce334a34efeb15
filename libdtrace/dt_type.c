/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The type graph's own container, "D": intrinsic types, the typedefs every D program may use, and
 * whatever programs and D libraries declare, laid out as the x86-64 C compilers lay it out.
 *
 * Types are never freed or changed after dt_type_finish(), so pointers to them may be kept as long
 * as the handle. Everything hangs off the handle; no function here touches anything shared between
 * handles.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_type_impl.h"

/* --- opening ------------------------------------------------------------------------------- */

static const struct {
	enum dt_intrinsic which;
	const char *name;
	uint8_t bits;
	bool is_signed;
} base_integers[] = {
	{DT_CHAR, "char", 8, true},
	{DT_UCHAR, "unsigned char", 8, false},
	{DT_SHORT, "short", 16, true},
	{DT_USHORT, "unsigned short", 16, false},
	{DT_INT, "int", 32, true},
	{DT_UINT, "unsigned int", 32, false},
	{DT_LONG, "long", 64, true},
	{DT_ULONG, "unsigned long", 64, false},
	{DT_LONGLONG, "long long", 64, true},
	{DT_ULONGLONG, "unsigned long long", 64, false},
};

/*
 * Typedefs of D. Where Linux has a type of that name, it is the kernel's (dev_t, mode_t), not user
 * space's.
 */
static const struct {
	const char *name;
	enum dt_intrinsic of;
	int which; /* enum dt_intrinsic or -1 */
} typedefs[] = {
	{"int8_t", DT_CHAR, DT_INT8},
	{"int16_t", DT_SHORT, DT_INT16},
	{"int32_t", DT_INT, DT_INT32},
	{"int64_t", DT_LONG, DT_INT64},
	{"uint8_t", DT_UCHAR, DT_UINT8},
	{"uint16_t", DT_USHORT, DT_UINT16},
	{"uint32_t", DT_UINT, DT_UINT32},
	{"uint64_t", DT_ULONG, DT_UINT64},
	{"intptr_t", DT_LONG, -1},
	{"uintptr_t", DT_ULONG, DT_UINTPTR},
	{"size_t", DT_ULONG, DT_SIZE},
	{"ssize_t", DT_LONG, -1},
	{"ptrdiff_t", DT_LONG, -1},
	{"uchar_t", DT_UCHAR, -1},
	{"ushort_t", DT_USHORT, -1},
	{"uint_t", DT_UINT, -1},
	{"ulong_t", DT_ULONG, -1},
	{"longlong_t", DT_LONGLONG, -1},
	{"ipaddr_t", DT_UINT, -1},
	{"u_longlong_t", DT_ULONGLONG, -1},
	{"bool", DT_BOOL, -1},
	{"id_t", DT_INT, DT_ID},
	{"pid_t", DT_INT, DT_PID},
	{"uid_t", DT_UINT, -1},
	{"gid_t", DT_UINT, -1},
	{"zoneid_t", DT_INT, -1},
	{"projid_t", DT_INT, -1},
	{"taskid_t", DT_INT, -1},
	{"poolid_t", DT_INT, -1},
	{"ctid_t", DT_INT, -1},
	{"processorid_t", DT_INT, -1},
	{"psetid_t", DT_INT, -1},
	{"chipid_t", DT_INT, -1},
	{"lgrp_id_t", DT_INT, -1},
	{"major_t", DT_UINT, -1},
	{"minor_t", DT_UINT, -1},
	{"dev_t", DT_UINT, -1},
	{"mode_t", DT_UINT, -1},
	{"ino_t", DT_ULONG, -1},
	{"off_t", DT_LONG, -1},
	{"offset_t", DT_LONGLONG, -1},
	{"time_t", DT_LONG, -1},
	{"clock_t", DT_LONG, -1},
	{"hrtime_t", DT_LONGLONG, -1},
	{"daddr_t", DT_LONG, -1},
	{"diskaddr_t", DT_ULONGLONG, -1},
	{"caddr_t", DT_CHAR_POINTER, -1},
};

static void make_base_types(struct dtrace_hdl *hdl)
{
	struct dt_types *types = hdl->types;
	struct dt_type *type;
	size_t i;

	for (i = 0; i < sizeof(base_integers) / sizeof(base_integers[0]); i++)
		types->intrinsic[base_integers[i].which] =
			dt_type_integer(hdl, base_integers[i].name, base_integers[i].bits,
					base_integers[i].is_signed);
	types->signed_char = dt_type_integer(hdl, "signed char", 8, true);
	types->int128 = dt_type_integer(hdl, "__int128", 128, true);
	types->unsigned_int128 = dt_type_integer(hdl, "unsigned __int128", 128, false);
	type = dt_type_integer(hdl, "_Bool", 8, false);
	if (type)
		type->is_bool = true;
	types->intrinsic[DT_BOOL] = type;
	types->float_ = dt_type_float(hdl, "float", 32);
	types->double_ = dt_type_float(hdl, "double", 64);
	types->long_double = dt_type_float(hdl, "long double", 128);
	types->unknown = dt_type_new(&types->d, DT_KIND_UNKNOWN, NULL);
}

static void make_special_types(struct dtrace_hdl *hdl)
{
	struct dt_type **intrinsic = hdl->types->intrinsic;
	struct dt_container *d = &hdl->types->d;

	intrinsic[DT_VOID] = dt_type_new(d, DT_KIND_VOID, "void");
	intrinsic[DT_STRING] = dt_type_new(d, DT_KIND_STRING, "string");
	intrinsic[DT_STACK] = dt_type_new(d, DT_KIND_STACK, "stack");
	intrinsic[DT_SYMADDR] = dt_type_new(d, DT_KIND_SYMADDR, "_symaddr");
	intrinsic[DT_DYNAMIC] = dt_type_new(d, DT_KIND_DYNAMIC, "<DYN>");
	if (!intrinsic[DT_VOID] || !intrinsic[DT_CHAR] || !intrinsic[DT_INT])
		return;
	intrinsic[DT_VOID_POINTER] = dt_type_pointer(hdl, intrinsic[DT_VOID]);
	intrinsic[DT_CHAR_POINTER] = dt_type_pointer(hdl, intrinsic[DT_CHAR]);
	intrinsic[DT_FUNCTION] = dt_type_function(hdl, intrinsic[DT_INT], NULL, 0, false);
}

static int make_typedefs(struct dtrace_hdl *hdl)
{
	struct dt_type **intrinsic = hdl->types->intrinsic;
	struct dt_type *type;
	size_t i;

	for (i = 0; i < sizeof(typedefs) / sizeof(typedefs[0]); i++) {
		if (!intrinsic[typedefs[i].of])
			return -1;
		type = dt_type_typedef(hdl, typedefs[i].name, intrinsic[typedefs[i].of]);
		if (!type)
			return -1;
		if (typedefs[i].which >= 0)
			intrinsic[typedefs[i].which] = type;
	}
	return 0;
}

static bool all_made(const struct dt_types *types)
{
	size_t i;

	for (i = 0; i < DT_INTRINSIC_MAX; i++)
		if (!types->intrinsic[i])
			return false;
	return types->signed_char && types->int128 && types->unsigned_int128 && types->float_ &&
	       types->double_ && types->long_double && types->unknown;
}

static const struct dt_reader d_reader;

int dt_types_open(struct dtrace_hdl *hdl)
{
	struct dt_types *types = calloc(1, sizeof(*types));

	if (!types)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	types->arena = dt_arena_create();
	if (!types->arena) {
		free(types);
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	}
	types->hdl = hdl;
	types->d.reader = &d_reader;
	types->d.types = types;
	types->d.name = "D";
	hdl->types = types;
	make_base_types(hdl);
	make_special_types(hdl);
	if (make_typedefs(hdl) || !all_made(types)) {
		dt_types_close(hdl);
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	}
	return 0;
}

void dt_types_close(struct dtrace_hdl *hdl)
{
	struct dt_types *types = hdl->types;

	dt_symbols_close(hdl);
	if (!types)
		return;
	dt_containers_close(types);
	dt_arena_destroy(types->arena);
	free(types->enums);
	free(types);
	hdl->types = NULL;
}

struct dt_container *dt_container_d(struct dtrace_hdl *hdl)
{
	return &hdl->types->d;
}

const char *dt_container_name(const struct dt_container *container)
{
	return container->name;
}

struct dt_type *dt_intrinsic(struct dtrace_hdl *hdl, enum dt_intrinsic which)
{
	return hdl->types->intrinsic[which];
}

/* --- names of the D container ----------------------------------------------------------------- */

uint32_t dt_name_hash(const char *name, size_t length, uint32_t seed)
{
	uint32_t hash = 2166136261u + seed;
	size_t i;

	for (i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)name[i]) * 16777619u;
	return hash ^ hash >> 15;
}

enum dt_name_class dt_kind_class(enum dt_kind kind)
{
	switch (kind) {
	case DT_KIND_STRUCT:
	case DT_KIND_FORWARD:
		return DT_CLASS_STRUCT;
	case DT_KIND_UNION:
		return DT_CLASS_UNION;
	case DT_KIND_ENUM:
		return DT_CLASS_ENUM;
	default:
		return DT_CLASS_PLAIN;
	}
}

static void d_add_name(struct dt_types *types, struct dt_type *type)
{
	uint32_t bucket = dt_name_hash(type->name, strlen(type->name), 0) % DT_D_BUCKETS;

	type->id = ++types->names;
	type->next = types->buckets[bucket];
	types->buckets[bucket] = type;
}

struct dt_types_mark dt_types_mark(struct dtrace_hdl *hdl)
{
	return (struct dt_types_mark){hdl->types->names, hdl->types->enum_count};
}

/* The newest stand first in their buckets. The types stay: somebody may still refer to them. */
void dt_types_rollback(struct dtrace_hdl *hdl, struct dt_types_mark mark)
{
	struct dt_types *types = hdl->types;

	for (size_t i = 0; i < DT_D_BUCKETS; i++)
		while (types->buckets[i] && types->buckets[i]->id > mark.names)
			types->buckets[i] = types->buckets[i]->next;
	types->enum_count = mark.enums;
}

static bool in_class(const struct dt_type *type, enum dt_name_class class)
{
	if (type->kind == DT_KIND_FORWARD)
		return class == DT_CLASS_STRUCT || class == DT_CLASS_UNION;
	return dt_kind_class(type->kind) == class;
}

void dt_types_walk(struct dtrace_hdl *hdl, void (*visit)(const char *name, void *data), void *data)
{
	char text[DT_TYPE_NAME_MAX];

	for (size_t i = 0; i < DT_D_BUCKETS; i++)
		for (struct dt_type *type = hdl->types->buckets[i]; type; type = type->next)
			if (*type->name != DT_PRINT_HIDDEN)
				visit(dt_type_name(type, text, sizeof(text)), data);
}

/* The newest declaration wins. */
static struct dt_type *d_find(struct dt_container *container, enum dt_name_class class,
			      const char *name, size_t length)
{
	struct dt_types *types = container->types;
	struct dt_type *type = types->buckets[dt_name_hash(name, length, 0) % DT_D_BUCKETS];

	for (; type; type = type->next)
		if (in_class(type, class) && !strncmp(type->name, name, length) &&
		    !type->name[length])
			return type;
	return NULL;
}

static int d_enumerator(struct dt_container *container, const char *name, struct dt_type **type,
			int64_t *value)
{
	struct dt_types *types = container->types;
	struct dt_type *enumeration;
	size_t i, j;

	for (i = types->enum_count; i > 0; i--) {
		enumeration = types->enums[i - 1];
		for (j = 0; j < enumeration->length; j++) {
			if (strcmp(enumeration->enumerators[j].name, name))
				continue;
			*type = enumeration;
			*value = enumeration->enumerators[j].value;
			return 0;
		}
	}
	return -1;
}

static void d_load(struct dt_container *container, struct dt_type *type)
{
	type->loaded = true;
}

static void d_close(struct dt_container *container)
{
}

static const struct dt_reader d_reader = {d_load, d_find, d_enumerator, d_close};

/* --- making types -------------------------------------------------------------------------- */

char *dt_arena_strndup(struct dt_arena *arena, const char *text, size_t length)
{
	char *copy = dt_arena_alloc(arena, length + 1);

	if (copy)
		memcpy(copy, text, length);
	return copy;
}

struct dt_type *dt_type_new(struct dt_container *container, enum dt_kind kind, const char *name)
{
	struct dt_type *type = dt_arena_alloc(container->types->arena, sizeof(*type));

	if (!type)
		return NULL;
	type->container = container;
	type->kind = kind;
	type->name = name;
	type->loaded = container->reader == &d_reader;
	return type;
}

/* A type of D's that is found by its name. */
static struct dt_type *new_named(struct dtrace_hdl *hdl, enum dt_kind kind, const char *name)
{
	struct dt_types *types = hdl->types;
	char *copy = dt_arena_strndup(types->arena, name, strlen(name));
	struct dt_type *type = copy ? dt_type_new(&types->d, kind, copy) : NULL;

	if (type)
		d_add_name(types, type);
	return type;
}

static struct dt_type *new_reference(struct dtrace_hdl *hdl, enum dt_kind kind, struct dt_type *to)
{
	struct dt_type *type = dt_type_new(&hdl->types->d, kind, NULL);

	if (type)
		type->reference = to;
	return type;
}

struct dt_type *dt_type_integer(struct dtrace_hdl *hdl, const char *name, unsigned int bits,
				bool is_signed)
{
	struct dt_type *type = new_named(hdl, DT_KIND_INTEGER, name);

	if (!type)
		return NULL;
	type->bits = bits;
	type->size = (bits + 7) / 8;
	type->align = type->size;
	type->is_signed = is_signed;
	return type;
}

struct dt_type *dt_type_float(struct dtrace_hdl *hdl, const char *name, unsigned int bits)
{
	struct dt_type *type = new_named(hdl, DT_KIND_FLOAT, name);

	if (!type)
		return NULL;
	type->size = (bits + 7) / 8;
	type->align = type->size;
	return type;
}

struct dt_type *dt_type_pointer(struct dtrace_hdl *hdl, struct dt_type *to)
{
	if (to->pointer)
		return to->pointer;
	to->pointer = new_reference(hdl, DT_KIND_POINTER, to);
	if (to->pointer)
		to->pointer->size = to->pointer->align = 8;
	return to->pointer;
}

struct dt_type *dt_type_array(struct dtrace_hdl *hdl, struct dt_type *element, uint64_t count)
{
	struct dt_type *type = new_reference(hdl, DT_KIND_ARRAY, element);

	if (type)
		type->count = count;
	return type;
}

struct dt_type *dt_type_function(struct dtrace_hdl *hdl, struct dt_type *result,
				 struct dt_type *const *parameters, size_t count, bool variadic)
{
	struct dt_type *type = new_reference(hdl, DT_KIND_FUNCTION, result);

	if (!type || count > UINT32_MAX)
		return NULL;
	type->variadic = variadic;
	if (!count)
		return type;
	type->parameters = dt_arena_alloc(hdl->types->arena, count * sizeof(*parameters));
	if (!type->parameters)
		return NULL;
	memcpy(type->parameters, parameters, count * sizeof(*parameters));
	type->length = count;
	return type;
}

struct dt_type *dt_type_qualified(struct dtrace_hdl *hdl, enum dt_kind qualifier,
				  struct dt_type *type)
{
	return new_reference(hdl, qualifier, type);
}

struct dt_type *dt_type_typedef(struct dtrace_hdl *hdl, const char *name, struct dt_type *type)
{
	struct dt_type *definition = new_named(hdl, DT_KIND_TYPEDEF, name);

	if (definition)
		definition->reference = type;
	return definition;
}

static int remember_enum(struct dt_types *types, struct dt_type *type)
{
	size_t capacity = types->enum_capacity ? types->enum_capacity * 2 : 64;
	struct dt_type **enums;

	if (types->enum_count == types->enum_capacity) {
		enums = realloc(types->enums, capacity * sizeof(*enums));
		if (!enums)
			return -1;
		types->enums = enums;
		types->enum_capacity = capacity;
	}
	types->enums[types->enum_count++] = type;
	return 0;
}

/* Only a tag that is still open, or forward, is found again: a finished type stays as it is. */
static struct dt_type *reopen_tag(struct dtrace_hdl *hdl, enum dt_kind kind, const char *tag)
{
	struct dt_type *type = d_find(&hdl->types->d, dt_kind_class(kind), tag, strlen(tag));

	if (!type || type->complete)
		return NULL;
	if (type->kind == DT_KIND_FORWARD)
		type->kind = kind;
	return type;
}

struct dt_type *dt_type_tagged(struct dtrace_hdl *hdl, enum dt_kind kind, const char *tag)
{
	bool anonymous = !tag || !*tag;
	struct dt_type *type = anonymous ? NULL : reopen_tag(hdl, kind, tag);

	if (type)
		return type;
	type = anonymous ? dt_type_new(&hdl->types->d, kind, NULL) : new_named(hdl, kind, tag);
	if (!type)
		return NULL;
	type->align = 1;
	if (kind == DT_KIND_ENUM) {
		type->size = type->align = 4;
		if (remember_enum(hdl->types, type))
			return NULL;
	}
	return type;
}

/* --- layout: the System V x86-64 rules ----------------------------------------------------- */

#define BITS_MAX (UINT64_C(1) << 40) /* of an aggregate: far above what D can hold */

static uint64_t round_up(uint64_t value, uint64_t to)
{
	return to ? (value + to - 1) / to * to : value;
}

/*
 * Make room for one more element in a list that grows by doubling; the old copy stays in the arena.
 */
static void *grow_list(struct dt_type *type, void *list, size_t element)
{
	uint32_t capacity = type->capacity ? type->capacity * 2 : 8;
	void *larger;

	if (type->length < type->capacity)
		return list;
	larger = dt_arena_alloc(type->container->types->arena, capacity * element);
	if (!larger)
		return NULL;
	if (type->length)
		memcpy(larger, list, type->length * element);
	type->capacity = capacity;
	return larger;
}

static int append_member(struct dt_type *aggregate, const struct dt_member *member)
{
	struct dt_arena *arena = aggregate->container->types->arena;
	struct dt_member *list = grow_list(aggregate, aggregate->members, sizeof(*list));
	char *name = dt_arena_strndup(arena, member->name, strlen(member->name));

	if (!list || !name)
		return -1;
	aggregate->members = list;
	list[aggregate->length] = *member;
	list[aggregate->length++].name = name;
	return 0;
}

/* Two anonymous members may each bring names: none of them may be there already. */
static bool name_taken(struct dt_type *aggregate, const char *name, struct dt_type *type)
{
	struct dt_member member;
	size_t i;

	if (*name)
		return !dt_type_member(aggregate, name, &member);
	if (!dt_type_is_aggregate(dt_type_resolve(type)))
		return false;
	for (i = 0; !dt_type_member_at(type, i, &member); i++)
		if ((*member.name || dt_type_is_aggregate(dt_type_resolve(member.type))) &&
		    name_taken(aggregate, member.name, member.type))
			return true;
	return false;
}

/*
 * Where a bit-field goes: right behind its neighbour, unless it would then straddle a boundary of
 * its type. Width 0 closes the unit.
 */
static uint64_t place_bits(uint64_t position, uint64_t size, uint64_t align, unsigned int width)
{
	uint64_t unit = size * 8;

	if (!width || position / unit != (position + width - 1) / unit)
		return round_up(position, align * 8);
	return position;
}

/* An unnamed bit-field takes room but neither aligns its struct nor is a member. */
static int add_padding_bits(struct dt_type *aggregate, uint64_t size, uint64_t align, int width)
{
	uint64_t end = aggregate->kind == DT_KIND_UNION
			       ? (uint64_t)width
			       : place_bits(aggregate->count, size, align, width) + width;

	if (end > aggregate->count)
		aggregate->count = end;
	return 0;
}

int dt_type_add_member(struct dtrace_hdl *hdl, struct dt_type *aggregate, const char *name,
		       struct dt_type *type, int bit_size)
{
	uint64_t size = dt_type_size(hdl, type), align = dt_type_align(type), end;
	struct dt_member member = {name ? name : "", type, 0, bit_size > 0 ? bit_size : 0};

	if (bit_size >= 0 && (!size || (uint64_t)bit_size > size * 8))
		return -1;
	if (bit_size >= 0 && !*member.name)
		return add_padding_bits(aggregate, size, align, bit_size);
	if (size > BITS_MAX / 8 || name_taken(aggregate, member.name, type))
		return -1;
	if (aggregate->kind == DT_KIND_STRUCT)
		member.bit_offset = bit_size >= 0
					    ? place_bits(aggregate->count, size, align, bit_size)
					    : round_up(aggregate->count, align * 8);
	end = member.bit_offset + (bit_size >= 0 ? (uint64_t)bit_size : size * 8);
	if (end > BITS_MAX || append_member(aggregate, &member))
		return -1;
	if (end > aggregate->count)
		aggregate->count = end;
	if (align > aggregate->align)
		aggregate->align = align;
	return 0;
}

int dt_type_add_enumerator(struct dtrace_hdl *hdl, struct dt_type *enumeration, const char *name,
			   int64_t value)
{
	struct dt_enumerator *list =
		grow_list(enumeration, enumeration->enumerators, sizeof(*list));
	char *copy = dt_arena_strndup(hdl->types->arena, name, strlen(name));
	uint32_t i;

	if (!list || !copy)
		return -1;
	for (i = 0; i < enumeration->length; i++)
		if (!strcmp(list[i].name, name))
			return -1;
	enumeration->enumerators = list;
	list[enumeration->length++] = (struct dt_enumerator){copy, value};
	if (value < 0)
		enumeration->is_signed = true;
	return 0;
}

/* 4 bytes unless a value does not fit: what the compilers do with such enums. */
static void finish_enum(struct dt_type *enumeration)
{
	int64_t high = enumeration->is_signed ? INT32_MAX : UINT32_MAX;
	uint32_t i;

	for (i = 0; i < enumeration->length; i++)
		if (enumeration->enumerators[i].value > high ||
		    enumeration->enumerators[i].value < INT32_MIN)
			enumeration->size = enumeration->align = 8;
}

void dt_type_finish(struct dtrace_hdl *hdl, struct dt_type *aggregate)
{
	if (aggregate->kind == DT_KIND_ENUM)
		finish_enum(aggregate);
	else
		aggregate->size = round_up((aggregate->count + 7) / 8, aggregate->align);
	aggregate->complete = true;
}
