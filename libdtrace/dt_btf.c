/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types from BTF: turns checked records into the type graph, one type at a time and only when
 * asked.
 *
 * dt_btf_file.c has made sure that each record lies within the image. What stands *in* a record
 * (numbers of other types, offsets of names, sizes) is checked here, where it is used; anything
 * that makes no sense becomes the UNKNOWN type or a member without a name. A number leads to its
 * own image or to that of the base.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dt_btf.h"

static struct btf *btf_of(struct dt_container *container)
{
	return (struct btf *)container;
}

/* Names must never be NULL in the graph. */
static const char *checked_name(const struct btf *btf, uint32_t offset)
{
	const char *name = btf_name(btf, offset);

	return name ? name : "";
}

/* --- shallow types ------------------------------------------------------------------------- */

static const uint8_t graph_kind[BTF_KIND_END] = {
	[BTF_INT] = DT_KIND_INTEGER,	   [BTF_PTR] = DT_KIND_POINTER,
	[BTF_ARRAY] = DT_KIND_ARRAY,	   [BTF_STRUCT] = DT_KIND_STRUCT,
	[BTF_UNION] = DT_KIND_UNION,	   [BTF_ENUM] = DT_KIND_ENUM,
	[BTF_FWD] = DT_KIND_FORWARD,	   [BTF_TYPEDEF] = DT_KIND_TYPEDEF,
	[BTF_VOLATILE] = DT_KIND_VOLATILE, [BTF_CONST] = DT_KIND_CONST,
	[BTF_RESTRICT] = DT_KIND_RESTRICT, [BTF_FUNC_PROTO] = DT_KIND_FUNCTION,
	[BTF_FLOAT] = DT_KIND_FLOAT,	   [BTF_ENUM64] = DT_KIND_ENUM,
};

/*
 * The compiler's "long unsigned int" gets the name that people write. Plain char is signed on
 * x86-64, whatever the writer of the BTF made of it.
 */
static void fill_integer(struct btf *btf, struct dt_type *type, const struct btf_type *record)
{
	uint32_t info = *(const uint32_t *)(record + 1), bits = info & 0xff;
	uint32_t encoding = info >> 24 & 0xf;
	struct dt_type *plain =
		type->name ? dt_base_type(btf->container.types, type->name, strlen(type->name))
			   : NULL;

	type->loaded = true;
	if (!record->size || record->size > 16 || record->size & (record->size - 1) || !bits ||
	    bits > record->size * 8) {
		type->kind = DT_KIND_UNKNOWN;
		return;
	}
	type->size = type->align = record->size;
	type->bits = bits;
	type->is_signed = encoding & BTF_INT_SIGNED;
	type->is_bool = encoding & BTF_INT_BOOL;
	if (!plain || plain->size != type->size)
		return;
	type->name = plain->name;
	type->kind = plain->kind; /* before BTF had floats, double was an integer */
	type->is_signed = plain->is_signed;
	type->is_bool = plain->is_bool;
}

static void fill_float(struct dt_type *type, const struct btf_type *record)
{
	type->loaded = true;
	if (!record->size || record->size > 16)
		type->kind = DT_KIND_UNKNOWN;
	else
		type->size = type->align = record->size;
}

static void fill_enum(struct btf *btf, struct dt_type *type, const struct btf_type *record)
{
	uint32_t size = record->size;

	if (size > 8 || !size || size & (size - 1)) {
		type->kind = DT_KIND_UNKNOWN;
		type->loaded = true;
		return;
	}
	type->size = type->align = size;
	type->complete = btf_count(record) > 0;
	type->is_signed = btf_flag(record) || (btf_kind(record) == BTF_ENUM && !btf->signed_enums);
}

static void fill_shallow(struct btf *btf, struct dt_type *type, const struct btf_type *record)
{
	switch (btf_kind(record)) {
	case BTF_INT:
		fill_integer(btf, type, record);
		break;
	case BTF_FLOAT:
		fill_float(type, record);
		break;
	case BTF_PTR:
		type->size = type->align = 8;
		break;
	case BTF_STRUCT:
	case BTF_UNION:
		type->size = record->size;
		type->complete = true;
		break;
	case BTF_ENUM:
	case BTF_ENUM64:
		fill_enum(btf, type, record);
		break;
	case BTF_FWD:
		type->is_union = btf_flag(record);
		break;
	default:
		break;
	}
}

static struct dt_type *make_shallow(struct btf *btf, uint32_t id)
{
	const struct btf_type *record = btf_record(btf, id);
	const char *name = checked_name(btf, record->name);
	struct dt_type *unknown = btf->container.types->unknown, *type;

	if (graph_kind[btf_kind(record)] == DT_KIND_UNKNOWN)
		return unknown;
	type = dt_type_new(&btf->container, graph_kind[btf_kind(record)], *name ? name : NULL);
	if (!type)
		return unknown;
	type->id = id;
	fill_shallow(btf, type, record);
	btf->types[id - btf->first_id] = type;
	return type;
}

/* Records that merely decorate another type: their number stands for that type. */
static bool is_transparent(const struct btf_type *record)
{
	return btf_kind(record) == BTF_TYPE_TAG || btf_kind(record) == BTF_FUNC ||
	       btf_kind(record) == BTF_VAR;
}

struct dt_type *btf_type_by_id(struct btf *btf, uint32_t id)
{
	unsigned int steps;
	struct btf *home = btf;

	for (steps = 0; steps < DT_CHAIN_MAX; steps++) {
		if (!id)
			return btf->container.types->intrinsic[DT_VOID];
		home = btf->base && id < btf->first_id ? btf->base : btf;
		if (id < home->first_id || id >= home->end_id)
			break;
		if (home->types[id - home->first_id])
			return home->types[id - home->first_id];
		if (!is_transparent(btf_record(home, id)))
			return make_shallow(home, id);
		id = btf_record(home, id)->type;
	}
	return btf->container.types->unknown;
}

/* --- what types refer to ------------------------------------------------------------------- */

static void *alloc_list(struct btf *btf, uint32_t count, size_t size)
{
	return count ? dt_arena_alloc(btf->container.types->arena, count * size) : NULL;
}

/*
 * Before the record's flag existed, a bit-field was an integer type of its own with an offset
 * inside it.
 */
static void old_bit_field(struct btf *btf, uint32_t id, struct dt_member *member)
{
	struct btf *home = btf->base && id < btf->first_id ? btf->base : btf;
	const struct btf_type *record;
	uint32_t info;

	if (member->type->kind != DT_KIND_INTEGER || id < home->first_id || id >= home->end_id)
		return;
	record = btf_record(home, id);
	if (btf_kind(record) != BTF_INT)
		return;
	info = *(const uint32_t *)(record + 1);
	if ((info & 0xff) == record->size * 8)
		return;
	member->bit_size = info & 0xff;
	member->bit_offset += info >> 16 & 0xff;
}

static void load_members(struct btf *btf, struct dt_type *type, const struct btf_type *record)
{
	const struct btf_member *from = (const struct btf_member *)(record + 1);
	uint32_t count = btf_count(record), i;
	struct dt_member *to = alloc_list(btf, count, sizeof(*to));

	if (!to)
		return;
	for (i = 0; i < count; i++) {
		to[i].name = checked_name(btf, from[i].name);
		to[i].type = btf_type_by_id(btf, from[i].type);
		to[i].bit_offset = btf_flag(record) ? from[i].offset & 0xffffff : from[i].offset;
		if (btf_flag(record))
			to[i].bit_size = from[i].offset >> 24;
		else
			old_bit_field(btf, from[i].type, &to[i]);
		if (to[i].bit_size > 64)
			to[i].type = btf->container.types->unknown;
	}
	type->members = to;
	type->length = count;
}

static void load_enumerators(struct btf *btf, struct dt_type *type, const struct btf_type *record)
{
	const struct btf_enum *from = (const struct btf_enum *)(record + 1);
	const struct btf_enum64 *from64 = (const struct btf_enum64 *)(record + 1);
	uint32_t count = btf_count(record), i;
	struct dt_enumerator *to = alloc_list(btf, count, sizeof(*to));

	if (!to)
		return;
	for (i = 0; i < count; i++) {
		if (btf_kind(record) == BTF_ENUM64) {
			to[i].name = checked_name(btf, from64[i].name);
			to[i].value = (int64_t)((uint64_t)from64[i].value_high << 32 |
						from64[i].value_low);
		} else {
			to[i].name = checked_name(btf, from[i].name);
			to[i].value = type->is_signed ? (int64_t)(int32_t)from[i].value
						      : (int64_t)from[i].value;
		}
	}
	type->enumerators = to;
	type->length = count;
}

/* A last parameter without name and type stands for "...". */
static void load_prototype(struct btf *btf, struct dt_type *type, const struct btf_type *record)
{
	const struct btf_param *from = (const struct btf_param *)(record + 1);
	uint32_t count = btf_count(record), i;
	struct dt_type **to;

	type->reference = btf_type_by_id(btf, record->type);
	if (count && !from[count - 1].name && !from[count - 1].type) {
		type->variadic = true;
		count--;
	}
	to = alloc_list(btf, count, sizeof(*to));
	if (!to)
		return;
	for (i = 0; i < count; i++)
		to[i] = btf_type_by_id(btf, from[i].type);
	type->parameters = to;
	type->length = count;
}

static void load_array(struct btf *btf, struct dt_type *type, const struct btf_type *record)
{
	const struct btf_array *array = (const struct btf_array *)(record + 1);

	type->reference = btf_type_by_id(btf, array->type);
	type->count = array->count;
}

/* Merging of duplicates sometimes leaves a forward declaration beside the whole type. */
static void load_forward(struct btf *btf, struct dt_type *type)
{
	enum dt_name_class class = type->is_union ? DT_CLASS_UNION : DT_CLASS_STRUCT;
	struct dt_type *whole;

	if (!type->name)
		return;
	whole = dt_types_find(btf->container.types, &btf->container, class, type->name,
			      strlen(type->name));
	if (whole && whole->kind != DT_KIND_FORWARD)
		type->reference = whole;
}

static void load_type(struct dt_container *container, struct dt_type *type)
{
	struct btf *btf = btf_of(container);
	const struct btf_type *record = btf_record(btf, type->id);

	type->loaded = true;
	switch (btf_kind(record)) {
	case BTF_STRUCT:
	case BTF_UNION:
		load_members(btf, type, record);
		break;
	case BTF_ENUM:
	case BTF_ENUM64:
		load_enumerators(btf, type, record);
		break;
	case BTF_FUNC_PROTO:
		load_prototype(btf, type, record);
		break;
	case BTF_ARRAY:
		load_array(btf, type, record);
		break;
	case BTF_FWD:
		load_forward(btf, type);
		break;
	default:
		type->reference = btf_type_by_id(btf, record->type);
		if (type->kind == DT_KIND_POINTER && !type->reference->pointer)
			type->reference->pointer = type;
	}
}

/* --- by name ---------------------------------------------------------------------------------- */

/* Functions and variables are given by their type. */
static struct dt_type *type_of_record(struct btf *btf, uint32_t id)
{
	struct dt_type *type = btf_type_by_id(btf, id);
	bool function = btf_kind(btf_record(btf, id)) == BTF_FUNC;

	if (type->kind == DT_KIND_UNKNOWN || (function && type->kind != DT_KIND_FUNCTION))
		return NULL;
	return type;
}

static struct dt_type *find_type(struct dt_container *container, enum dt_name_class class,
				 const char *name, size_t length)
{
	struct btf *btf = btf_of(container);
	uint32_t slot = dt_name_hash(name, length, class) & btf->slot_mask, id;
	const struct btf_type *record;
	struct dt_type *type, *forward = NULL;
	const char *found;

	for (; (id = btf->slots[slot]); slot = (slot + 1) & btf->slot_mask) {
		record = btf_record(btf, id);
		found = btf_name(btf, record->name);
		if (btf_name_class(record) != (int)class || strncmp(found, name, length) ||
		    found[length])
			continue;
		type = type_of_record(btf, id);
		if (type && type->kind != DT_KIND_FORWARD)
			return type;
		if (!forward)
			forward = type;
	}
	return forward;
}

static int find_enumerator(struct dt_container *container, const char *name, struct dt_type **type,
			   int64_t *value)
{
	struct btf *btf = btf_of(container);
	const struct btf_enumerator *entry;
	struct dt_enumerator found;
	uint32_t slot;

	if (!btf->enumerators && btf_index_enumerators(btf))
		return -1;
	slot = dt_name_hash(name, strlen(name), 0) & btf->enumerator_mask;
	for (; btf->enumerators[slot].id; slot = (slot + 1) & btf->enumerator_mask) {
		entry = &btf->enumerators[slot];
		*type = btf_type_by_id(btf, entry->id);
		if (dt_enumerator_at(*type, entry->index, &found) || strcmp(found.name, name))
			continue;
		*value = found.value;
		return 0;
	}
	return -1;
}

/* --- opening ---------------------------------------------------------------------------------- */

static void close_btf(struct dt_container *container)
{
	struct btf *btf = btf_of(container);

	free(btf->image);
	free(btf->offsets);
	free(btf->types);
	free(btf->slots);
	free(btf->enumerators);
	free(btf);
}

static const struct dt_reader btf_reader = {load_type, find_type, find_enumerator, close_btf};

struct dt_container *dt_btf_open(struct dt_types *types, const char *name, void *data, size_t size,
				 struct dt_container *base, char *why, size_t why_size)
{
	struct btf *btf = calloc(1, sizeof(*btf));

	snprintf(why, why_size, "out of memory");
	if (btf && base && base->reader != &btf_reader) {
		snprintf(why, why_size, "the kernel's own types are not from BTF");
		free(btf);
		btf = NULL;
	}
	if (!btf) {
		free(data);
		return NULL;
	}
	btf->container = (struct dt_container){.reader = &btf_reader, .types = types};
	btf->container.name = dt_arena_strndup(types->arena, name, strlen(name));
	btf->image = data;
	btf->base = base ? btf_of(base) : NULL;
	btf->container.base = base;
	if (!btf->container.name || btf_scan(btf, data, size, why, why_size) || btf_index(btf))
		goto fail;
	btf->types = calloc(btf->end_id - btf->first_id + 1, sizeof(*btf->types));
	if (!btf->types)
		goto fail;
	return &btf->container;
fail:
	close_btf(&btf->container);
	return NULL;
}
