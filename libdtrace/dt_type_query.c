/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Questions about types: size, signedness, members, compatibility.
 *
 * The same answers for every reader. Nothing here trusts the shape of the graph: chains are
 * followed at most DT_CHAIN_MAX steps, nesting DT_DEPTH_MAX levels, and searches look at
 * DT_WALK_MAX members, so that a corrupt file yields a wrong answer of bounded cost instead of a
 * hang. Sizes saturate at UINT64_MAX.
 */
#include <string.h>

#include "dt_type_impl.h"

void dt_type_load(struct dt_type *type)
{
	if (!type->loaded)
		type->container->reader->load(type->container, type);
}

static struct dt_type *unknown(struct dt_type *type)
{
	return type->container->types->unknown;
}

/* --- one type ------------------------------------------------------------------------------ */

enum dt_kind dt_type_kind(const struct dt_type *type)
{
	return type->kind;
}

/* Typedefs, qualifiers, and forward declarations whose type the reader found elsewhere. */
static bool stands_for_another(struct dt_type *type)
{
	if (type->kind == DT_KIND_FORWARD) {
		dt_type_load(type);
		return type->reference;
	}
	return type->kind == DT_KIND_TYPEDEF || type->kind == DT_KIND_CONST ||
	       type->kind == DT_KIND_VOLATILE || type->kind == DT_KIND_RESTRICT;
}

struct dt_type *dt_type_resolve(struct dt_type *type)
{
	unsigned int steps;

	for (steps = 0; steps < DT_CHAIN_MAX; steps++) {
		if (!stands_for_another(type))
			return type;
		dt_type_load(type);
		type = type->reference;
	}
	return unknown(type);
}

struct dt_type *dt_type_reference(struct dt_type *type)
{
	dt_type_load(type);
	return type->reference;
}

struct dt_container *dt_type_container(struct dt_type *type)
{
	return type->container;
}

static uint64_t multiply(uint64_t a, uint64_t b)
{
	uint64_t product;

	return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

uint64_t dt_type_size(struct dtrace_hdl *hdl, struct dt_type *type)
{
	uint64_t count = 1;
	unsigned int steps;

	for (steps = 0; steps < DT_CHAIN_MAX; steps++) {
		type = dt_type_resolve(type);
		if (type->kind == DT_KIND_STRING)
			return multiply(count, dt_option(hdl, DTRACEOPT_STRSIZE));
		if (type->kind == DT_KIND_SYMADDR)
			return multiply(count, 8);
		if (type->kind != DT_KIND_ARRAY)
			return dt_type_complete(type) ? multiply(count, type->size) : 0;
		dt_type_load(type);
		count = multiply(count, type->count);
		type = type->reference;
	}
	return 0;
}

/*
 * Readers do not know the alignment of aggregates: it is the members' greatest, less where an
 * offset shows that the aggregate is packed. It is worked out once; 1 meanwhile, should the
 * aggregate contain itself.
 */
static uint32_t deduce_align(struct dt_type *aggregate, unsigned int depth);

static uint32_t align_within(struct dt_type *type, unsigned int depth)
{
	unsigned int steps;

	for (steps = 0; steps < DT_CHAIN_MAX; steps++) {
		type = dt_type_resolve(type);
		if (type->kind != DT_KIND_ARRAY)
			break;
		dt_type_load(type);
		type = type->reference;
	}
	if (!type->align && dt_type_is_aggregate(type) && depth < DT_DEPTH_MAX)
		return deduce_align(type, depth);
	return type->align ? type->align : 1;
}

static uint32_t deduce_align(struct dt_type *aggregate, unsigned int depth)
{
	const struct dt_member *member;
	uint32_t align = 1, wanted, i;

	dt_type_load(aggregate);
	aggregate->align = 1;
	for (i = 0; i < aggregate->length; i++) {
		member = &aggregate->members[i];
		wanted = align_within(member->type, depth + 1);
		while (!member->bit_size && wanted > 1 && member->bit_offset % (8ull * wanted))
			wanted /= 2;
		if (wanted > align)
			align = wanted;
	}
	while (align > 1 && aggregate->size % align)
		align /= 2;
	aggregate->align = align;
	return align;
}

uint64_t dt_type_align(struct dt_type *type)
{
	return align_within(type, 0);
}

bool dt_type_complete(struct dt_type *type)
{
	unsigned int steps;

	for (steps = 0; steps < DT_CHAIN_MAX; steps++) {
		type = dt_type_resolve(type);
		if (type->kind != DT_KIND_ARRAY)
			break;
		dt_type_load(type);
		type = type->reference;
	}
	switch (type->kind) {
	case DT_KIND_UNKNOWN:
	case DT_KIND_VOID:
	case DT_KIND_FUNCTION:
	case DT_KIND_FORWARD:
	case DT_KIND_ARRAY:
		return false;
	case DT_KIND_STRUCT:
	case DT_KIND_UNION:
	case DT_KIND_ENUM:
		return type->complete;
	default:
		return true;
	}
}

bool dt_type_is_signed(struct dt_type *type)
{
	type = dt_type_resolve(type);
	dt_type_load(type);
	return type->is_signed;
}

unsigned int dt_type_bits(struct dt_type *type)
{
	type = dt_type_resolve(type);
	return type->kind == DT_KIND_ENUM ? type->size * 8 : type->bits;
}

bool dt_type_is_bool(struct dt_type *type)
{
	return dt_type_resolve(type)->is_bool;
}

bool dt_type_is_char(struct dt_type *type)
{
	type = dt_type_resolve(type);
	return type->kind == DT_KIND_INTEGER && type->bits == 8 && type->name && !type->is_bool &&
	       strstr(type->name, "char");
}

bool dt_type_is_integer(struct dt_type *type)
{
	type = dt_type_resolve(type);
	return type->kind == DT_KIND_INTEGER || type->kind == DT_KIND_ENUM;
}

bool dt_type_is_pointer(struct dt_type *type)
{
	return dt_type_resolve(type)->kind == DT_KIND_POINTER;
}

bool dt_type_is_scalar(struct dt_type *type)
{
	return dt_type_is_integer(type) || dt_type_is_pointer(type);
}

bool dt_type_is_string(struct dt_type *type)
{
	return dt_type_resolve(type)->kind == DT_KIND_STRING;
}

bool dt_type_is_string_like(struct dt_type *type)
{
	type = dt_type_resolve(type);
	if (type->kind == DT_KIND_STRING)
		return true;
	if (type->kind != DT_KIND_POINTER && type->kind != DT_KIND_ARRAY)
		return false;
	return dt_type_is_char(dt_type_reference(type));
}

bool dt_type_is_aggregate(struct dt_type *type)
{
	type = dt_type_resolve(type);
	return type->kind == DT_KIND_STRUCT || type->kind == DT_KIND_UNION;
}

/* Also if that goes for a part of it. */
static bool by_reference(struct dt_type *type, unsigned int depth, unsigned int *budget)
{
	for (type = dt_type_resolve(type); type->kind == DT_KIND_ARRAY && depth < DT_DEPTH_MAX; depth++)
		type = dt_type_resolve(dt_type_reference(type));
	if (!dt_type_is_aggregate(type) || depth >= DT_DEPTH_MAX)
		return false;
	dt_type_load(type);
	for (uint32_t i = 0; i < type->length && !type->by_reference && *budget; i++) {
		--*budget;
		type->by_reference = by_reference(type->members[i].type, depth + 1, budget);
	}
	return type->by_reference;
}

bool dt_type_by_reference(struct dt_type *type)
{
	unsigned int budget = DT_WALK_MAX;

	return by_reference(type, 0, &budget);
}

/* --- parts --------------------------------------------------------------------------------- */

/* The type itself with its parts loaded, NULL when it is of no kind that has them. */
static struct dt_type *with_parts(struct dt_type *type, enum dt_kind kind, enum dt_kind or_kind)
{
	type = dt_type_resolve(type);
	if (type->kind != kind && type->kind != or_kind)
		return NULL;
	dt_type_load(type);
	return type;
}

uint64_t dt_array_count(struct dt_type *array)
{
	array = with_parts(array, DT_KIND_ARRAY, DT_KIND_ARRAY);
	return array ? array->count : 0;
}

size_t dt_type_member_count(struct dt_type *aggregate)
{
	aggregate = with_parts(aggregate, DT_KIND_STRUCT, DT_KIND_UNION);
	return aggregate ? aggregate->length : 0;
}

int dt_type_member_at(struct dt_type *aggregate, size_t i, struct dt_member *member)
{
	aggregate = with_parts(aggregate, DT_KIND_STRUCT, DT_KIND_UNION);
	if (!aggregate || i >= aggregate->length)
		return -1;
	*member = aggregate->members[i];
	return 0;
}

/*
 * A search for a member: the aggregates it is inside of, since none can contain itself, and what is
 * left to look at.
 */
struct search {
	const char *name;
	struct dt_type *path[DT_DEPTH_MAX];
	unsigned int depth, budget;
};

static bool enter(struct search *search, struct dt_type *aggregate)
{
	unsigned int i;

	for (i = 0; i < search->depth; i++)
		if (search->path[i] == aggregate)
			return false;
	if (search->depth == DT_DEPTH_MAX)
		return false;
	search->path[search->depth++] = aggregate;
	return true;
}

static int find_member(struct dt_type *aggregate, struct search *search, struct dt_member *found)
{
	const struct dt_member *member;
	int result = -1;
	uint32_t i;

	aggregate = with_parts(aggregate, DT_KIND_STRUCT, DT_KIND_UNION);
	if (!aggregate || !enter(search, aggregate))
		return -1;
	for (i = 0; result && i < aggregate->length && search->budget; i++, search->budget--) {
		member = &aggregate->members[i];
		if (!*member->name) {
			result = find_member(member->type, search, found);
			if (!result)
				found->bit_offset += member->bit_offset;
		} else if (!strcmp(member->name, search->name)) {
			*found = *member;
			result = 0;
		}
	}
	search->depth--;
	return result;
}

int dt_type_member(struct dt_type *aggregate, const char *name, struct dt_member *member)
{
	struct search search = {.name = name, .budget = DT_WALK_MAX};

	return *name ? find_member(aggregate, &search, member) : -1;
}

size_t dt_enumerator_count(struct dt_type *enumeration)
{
	enumeration = with_parts(enumeration, DT_KIND_ENUM, DT_KIND_ENUM);
	return enumeration ? enumeration->length : 0;
}

int dt_enumerator_at(struct dt_type *enumeration, size_t i, struct dt_enumerator *enumerator)
{
	enumeration = with_parts(enumeration, DT_KIND_ENUM, DT_KIND_ENUM);
	if (!enumeration || i >= enumeration->length)
		return -1;
	*enumerator = enumeration->enumerators[i];
	return 0;
}

const char *dt_enum_name(struct dt_type *enumeration, int64_t value)
{
	uint32_t i;

	enumeration = with_parts(enumeration, DT_KIND_ENUM, DT_KIND_ENUM);
	if (!enumeration)
		return NULL;
	for (i = 0; i < enumeration->length; i++)
		if (enumeration->enumerators[i].value == value)
			return enumeration->enumerators[i].name;
	return NULL;
}

size_t dt_function_parameter_count(struct dt_type *function)
{
	function = with_parts(function, DT_KIND_FUNCTION, DT_KIND_FUNCTION);
	return function ? function->length : 0;
}

struct dt_type *dt_function_parameter(struct dt_type *function, size_t i)
{
	function = with_parts(function, DT_KIND_FUNCTION, DT_KIND_FUNCTION);
	return function && i < function->length ? function->parameters[i] : NULL;
}

bool dt_function_variadic(struct dt_type *function)
{
	function = with_parts(function, DT_KIND_FUNCTION, DT_KIND_FUNCTION);
	return function && function->variadic;
}

/* --- compatibility ------------------------------------------------------------------------- */

static bool same_type(struct dt_type *a, struct dt_type *b, unsigned int depth,
		      unsigned int *budget);

static bool same_name(const struct dt_type *a, const struct dt_type *b)
{
	return a->name && b->name && !strcmp(a->name, b->name);
}

static bool same_members(struct dt_type *a, struct dt_type *b, unsigned int depth,
			 unsigned int *budget)
{
	uint32_t i;

	dt_type_load(a);
	dt_type_load(b);
	if (a->length != b->length)
		return false;
	for (i = 0; i < a->length; i++)
		if (strcmp(a->members[i].name, b->members[i].name) ||
		    a->members[i].bit_offset != b->members[i].bit_offset ||
		    a->members[i].bit_size != b->members[i].bit_size ||
		    !same_type(a->members[i].type, b->members[i].type, depth + 1, budget))
			return false;
	return true;
}

/* Tags decide; anonymous aggregates are the same when their members are. */
static bool same_tagged(struct dt_type *a, struct dt_type *b, unsigned int depth,
			unsigned int *budget)
{
	if (a->name || b->name)
		return same_name(a, b) && (!a->complete || !b->complete || a->size == b->size);
	if (a->kind == DT_KIND_ENUM)
		return a->size == b->size;
	return a->size == b->size && same_members(a, b, depth, budget);
}

static bool same_function(struct dt_type *a, struct dt_type *b, unsigned int depth,
			  unsigned int *budget)
{
	uint32_t i;

	if (a->length != b->length || a->variadic != b->variadic ||
	    !same_type(a->reference, b->reference, depth + 1, budget))
		return false;
	for (i = 0; i < a->length; i++)
		if (!same_type(a->parameters[i], b->parameters[i], depth + 1, budget))
			return false;
	return true;
}

/* A forward declaration agrees with whatever bears its tag. */
static bool same_forward(const struct dt_type *a, const struct dt_type *b)
{
	bool tagged_a =
		a->kind == DT_KIND_FORWARD || a->kind == DT_KIND_STRUCT || a->kind == DT_KIND_UNION;
	bool tagged_b =
		b->kind == DT_KIND_FORWARD || b->kind == DT_KIND_STRUCT || b->kind == DT_KIND_UNION;

	return tagged_a && tagged_b && same_name(a, b);
}

static bool same_resolved(struct dt_type *a, struct dt_type *b, unsigned int depth,
			  unsigned int *budget)
{
	switch (a->kind) {
	case DT_KIND_INTEGER:
		return a->bits == b->bits && a->size == b->size && a->is_signed == b->is_signed &&
		       a->is_bool == b->is_bool;
	case DT_KIND_FLOAT:
		return a->size == b->size;
	case DT_KIND_POINTER:
		return same_type(a->reference, b->reference, depth + 1, budget);
	case DT_KIND_ARRAY:
		return a->count == b->count &&
		       same_type(a->reference, b->reference, depth + 1, budget);
	case DT_KIND_FUNCTION:
		return same_function(a, b, depth, budget);
	case DT_KIND_STRUCT:
	case DT_KIND_UNION:
	case DT_KIND_ENUM:
		return same_tagged(a, b, depth, budget);
	case DT_KIND_UNKNOWN:
		return false;
	default:
		return true;
	}
}

static bool same_type(struct dt_type *a, struct dt_type *b, unsigned int depth,
		      unsigned int *budget)
{
	a = dt_type_resolve(a);
	b = dt_type_resolve(b);
	if (a == b)
		return true;
	if (depth >= DT_DEPTH_MAX || !*budget)
		return false;
	--*budget;
	if (a->kind == DT_KIND_FORWARD || b->kind == DT_KIND_FORWARD)
		return same_forward(a, b);
	if (a->kind != b->kind)
		return false;
	dt_type_load(a);
	dt_type_load(b);
	return same_resolved(a, b, depth, budget);
}

bool dt_type_same(struct dt_type *a, struct dt_type *b)
{
	unsigned int budget = DT_WALK_MAX;

	return same_type(a, b, 0, &budget);
}

/* What a pointer points to or an array holds, resolved; NULL for anything else. */
static struct dt_type *pointee(struct dt_type *type)
{
	type = dt_type_resolve(type);
	if (type->kind != DT_KIND_POINTER && type->kind != DT_KIND_ARRAY)
		return NULL;
	return dt_type_resolve(dt_type_reference(type));
}

bool dt_type_pointer_compatible(struct dt_type *a, struct dt_type *b)
{
	struct dt_type *to_a = pointee(a), *to_b = pointee(b);

	if (!to_a || !to_b)
		return false;
	if (to_a->kind == DT_KIND_VOID || to_b->kind == DT_KIND_VOID)
		return true;
	/* char, signed char and unsigned char strings mix freely in kernel code */
	if (dt_type_is_char(to_a) && dt_type_is_char(to_b))
		return true;
	return dt_type_same(to_a, to_b);
}
