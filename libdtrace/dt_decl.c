/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * C declarations: collecting specifiers and declarators, and turning them
 * into types. What a declaration outside clauses then makes is dt_declare.c's.
 */
#include "dt_cook.h"
#include "dt_suggest.h"
#include "dt_unit.h"
#include <stdlib.h>

/* --- collecting ----------------------------------------------------------------------------- */

struct dt_specs *dt_specs_new(struct dt_unit *unit, const struct dt_position *place)
{
	struct dt_specs *specs = dt_unit_alloc(unit, sizeof(*specs));

	specs->place = *place;
	return specs;
}

void dt_specs_storage(struct dt_unit *unit, struct dt_specs *specs, enum dt_storage storage)
{
	if (specs->storage)
		dt_fail_at(unit, &specs->place, D_DECL_CLASS,
			   "only one storage class allowed in a declaration");
	specs->storage = storage;
}

void dt_specs_base(struct dt_unit *unit, struct dt_specs *specs, enum dt_base base,
		   const char *name)
{
	if (specs->base)
		dt_fail_at(unit, &specs->place, D_DECL_COMBO,
			   "invalid type combination: two types in one declaration");
	specs->base = base;
	specs->name = name;
}

void dt_specs_flag(struct dt_unit *unit, struct dt_specs *specs, unsigned int flag)
{
	if (flag == DT_SPEC_LONG && specs->flags & DT_SPEC_LONGLONG)
		dt_fail_at(unit, &specs->place, D_DECL_LONGINT, "\"long long long\" is not a type");
	if (flag == DT_SPEC_LONG && specs->flags & DT_SPEC_LONG)
		flag = DT_SPEC_LONGLONG;
	specs->flags |= flag;
}

struct dt_specs *dt_specs_merge(struct dt_unit *unit, struct dt_specs *to,
				const struct dt_specs *from)
{
	if (from->storage)
		dt_specs_storage(unit, to, from->storage);
	if (from->flags)
		dt_specs_flag(unit, to, from->flags);
	if (from->base)
		dt_specs_base(unit, to, from->base, from->name);
	if (from->base) {
		to->has_body = from->has_body;
		to->members = from->members;
		to->enumerators = from->enumerators;
	}
	return to;
}

struct dt_decl *dt_decl_new(struct dt_unit *unit, const struct dt_position *place, const char *name)
{
	struct dt_decl *decl = dt_unit_alloc(unit, sizeof(*decl));

	decl->place = *place;
	decl->name = name;
	return decl;
}

struct dt_decl *dt_decl_append(struct dt_decl *list, struct dt_decl *tail)
{
	struct dt_decl *decl = list;

	if (!list)
		return tail;
	while (decl->next)
		decl = decl->next;
	decl->next = tail;
	return list;
}

struct dt_modifier *dt_modifier_new(struct dt_unit *unit, enum dt_modifier_kind kind)
{
	struct dt_modifier *modifier = dt_unit_alloc(unit, sizeof(*modifier));

	modifier->kind = kind;
	return modifier;
}

struct dt_decl *dt_decl_specify(struct dt_decl *list, struct dt_specs *specs)
{
	for (struct dt_decl *decl = list; decl; decl = decl->next)
		decl->specs = specs;
	return list;
}

/* --- copying --- */

static void *copy_of(struct dt_unit *unit, const void *from, size_t size, bool keep)
{
	return memcpy(keep ? dt_keep_alloc(unit, size) : dt_unit_alloc(unit, size), from, size);
}

static const char *text_copy(struct dt_unit *unit, const char *text, bool keep)
{
	if (!text || !keep)
		return text;
	return dt_keep_strdup(unit, text);
}

static struct dt_decl *decl_clone_list(struct dt_unit *unit, const struct dt_decl *list, bool keep)
{
	struct dt_decl *head = NULL, **end = &head;

	for (; list; list = list->next) {
		*end = dt_decl_clone(unit, list, keep);
		end = &(*end)->next;
	}
	return head;
}

static struct dt_specs *specs_clone(struct dt_unit *unit, const struct dt_specs *from, bool keep)
{
	struct dt_specs *specs = copy_of(unit, from, sizeof(*from), keep);

	specs->name = text_copy(unit, from->name, keep);
	specs->members = decl_clone_list(unit, from->members, keep);
	specs->enumerators = dt_node_clone_list(unit, from->enumerators, keep);
	return specs;
}

struct dt_decl *dt_decl_clone(struct dt_unit *unit, const struct dt_decl *from, bool keep)
{
	struct dt_decl *decl;
	struct dt_modifier *modifier, **end;

	if (!from)
		return NULL;
	decl = copy_of(unit, from, sizeof(*from), keep);
	decl->next = NULL;
	decl->name = text_copy(unit, from->name, keep);
	if (from->specs)
		decl->specs = specs_clone(unit, from->specs, keep);
	decl->bits = dt_node_clone(unit, from->bits, keep);
	end = &decl->modifiers;
	for (const struct dt_modifier *old = from->modifiers; old; old = old->next) {
		modifier = copy_of(unit, old, sizeof(*old), keep);
		modifier->size = dt_node_clone(unit, old->size, keep);
		modifier->parameters = decl_clone_list(unit, old->parameters, keep);
		*end = modifier;
		end = &modifier->next;
	}
	return decl;
}

/* --- base types --- */

static void check_attributes(struct dt_unit *unit, const struct dt_specs *specs)
{
	unsigned int flags = specs->flags;
	const unsigned int widths = DT_SPEC_SHORT | DT_SPEC_LONG | DT_SPEC_LONGLONG;
	const unsigned int signs = DT_SPEC_SIGNED | DT_SPEC_UNSIGNED;

	if ((flags & signs) == signs)
		dt_fail_at(unit, &specs->place, D_DECL_SIGNINT,
			   "a type cannot be both signed and unsigned");
	if (flags & DT_SPEC_SHORT && flags & (DT_SPEC_LONG | DT_SPEC_LONGLONG))
		dt_fail_at(unit, &specs->place, D_DECL_LONGINT,
			   "a type cannot be both short and long");
	if (specs->base == DT_BASE_CHAR && flags & widths)
		dt_fail_at(unit, &specs->place, D_DECL_CHARATTR,
			   "short and long may not be used with char");
	if (specs->base == DT_BASE_VOID && flags & (widths | signs))
		dt_fail_at(unit, &specs->place, D_DECL_VOIDATTR,
			   "attributes may not be used with void");
	if (specs->base == DT_BASE_DOUBLE)
		flags &= ~DT_SPEC_LONG;
	if (specs->base > DT_BASE_INT && flags & (widths | signs))
		dt_fail_at(unit, &specs->place, D_DECL_COMBO,
			   "short, long, signed and unsigned only go with integer types");
}

static enum dt_intrinsic integer_intrinsic(const struct dt_specs *specs)
{
	bool is_unsigned = specs->flags & DT_SPEC_UNSIGNED;

	if (specs->base == DT_BASE_CHAR)
		return is_unsigned ? DT_UCHAR : DT_CHAR;
	if (specs->flags & DT_SPEC_SHORT)
		return is_unsigned ? DT_USHORT : DT_SHORT;
	if (specs->flags & DT_SPEC_LONGLONG)
		return is_unsigned ? DT_ULONGLONG : DT_LONGLONG;
	if (specs->flags & DT_SPEC_LONG)
		return is_unsigned ? DT_ULONG : DT_LONG;
	return is_unsigned ? DT_UINT : DT_INT;
}

static struct dt_type *float_type(struct dt_unit *unit, const struct dt_specs *specs)
{
	if (specs->base == DT_BASE_FLOAT)
		return dt_type_float(unit->hdl, "float", 32);
	if (specs->flags & DT_SPEC_LONG)
		return dt_type_float(unit->hdl, "long double", 128);
	return dt_type_float(unit->hdl, "double", 64);
}

/*
 * Without the kernel's types the reason may be that they are missing, not that the name is wrong.
 */
static _Noreturn void fail_unknown_type(struct dt_unit *unit, const struct dt_specs *specs,
					const char *tag, const char *name)
{
	struct dt_node at = {.place = specs->place};
	const char *problem = dt_types_problem(unit->hdl);

	dt_fail_suggest(unit, &at, D_TYPE_ERR, *tag ? NULL : dt_suggest_type(unit, name),
			"failed to resolve type %s%s%s: no such type%s%s", tag, *tag ? " " : "",
			name, problem ? "; there are no kernel types: " : "",
			problem ? problem : "");
}

static struct dt_type *named_type(struct dt_unit *unit, const struct dt_specs *specs)
{
	struct dt_type *type = dt_type_lookup(unit->hdl, NULL, specs->name);

	if (!type)
		fail_unknown_type(unit, specs, "", specs->name);
	return type;
}

/* --- structs, unions, enums --- */

static const char *tag_word(enum dt_base base)
{
	return base == DT_BASE_STRUCT ? "struct" : base == DT_BASE_UNION ? "union" : "enum";
}

static enum dt_kind tag_kind(enum dt_base base)
{
	return base == DT_BASE_STRUCT  ? DT_KIND_STRUCT
	       : base == DT_BASE_UNION ? DT_KIND_UNION
				       : DT_KIND_ENUM;
}

static int bit_width(struct dt_unit *unit, struct dt_decl *member, struct dt_type *type)
{
	int64_t width;

	if (dt_type_kind(dt_type_resolve(type)) != DT_KIND_INTEGER &&
	    dt_type_kind(dt_type_resolve(type)) != DT_KIND_ENUM)
		dt_fail_at(unit, &member->place, D_DECL_BFTYPE,
			   "invalid type for bit-field: %s is no integer",
			   dt_type_text(unit, type));
	if (!dt_constant(unit, member->bits, &width) || width < 0 || (!width && member->name))
		dt_fail_at(unit, &member->place, D_DECL_BFCONST,
			   "bit-field width must be a positive integer constant");
	if ((uint64_t)width > dt_type_size(unit->hdl, type) * 8)
		dt_fail_at(unit, &member->place, D_DECL_BFSIZE,
			   "bit-field width %lld does not fit type %s", (long long)width,
			   dt_type_text(unit, type));
	return width;
}

static void check_member(struct dt_unit *unit, struct dt_decl *member, struct dt_type *type)
{
	enum dt_kind kind = dt_type_kind(dt_type_resolve(type));

	if (kind == DT_KIND_VOID || kind == DT_KIND_FUNCTION)
		dt_fail_at(unit, &member->place, D_DECL_VOIDOBJ,
			   "a struct or union cannot have a member of type %s",
			   dt_type_text(unit, type));
	if (kind == DT_KIND_DYNAMIC || dt_decl_keys(member))
		dt_fail_at(unit, &member->place, D_DECL_DYNOBJ,
			   "a struct or union cannot have a dynamic member");
	if (!member->name && !member->bits && !dt_type_is_aggregate(type))
		dt_fail_at(unit, &member->place, D_DECL_MNAME,
			   "a member of a struct or union must have a name");
	if (!dt_type_complete(type))
		dt_fail_at(unit, &member->place, D_DECL_INCOMPLETE,
			   "member %s has the incomplete type %s", member->name ? member->name : "",
			   dt_type_text(unit, type));
}

static void add_members(struct dt_unit *unit, struct dt_type *aggregate, struct dt_decl *members)
{
	struct dt_type *type;
	int width;

	for (struct dt_decl *member = members; member; member = member->next) {
		type = dt_decl_type(unit, member);
		check_member(unit, member, type);
		width = member->bits ? bit_width(unit, member, type) : -1;
		if (dt_type_add_member(unit->hdl, aggregate, member->name ? member->name : "", type,
				       width))
			dt_fail_at(unit, &member->place, D_DECL_IDRED, "duplicate member name: %s",
				   member->name);
	}
}

static void add_enumerators(struct dt_unit *unit, struct dt_type *enumeration,
			    struct dt_node *enumerators)
{
	int64_t value = 0;

	for (struct dt_node *node = enumerators; node; node = node->next) {
		if (node->left && !dt_constant(unit, node->left, &value))
			dt_fail(unit, node, D_DECL_ENCONST,
				"enumerator %s must be given an integer constant", node->string);
		if (value < INT32_MIN || value > INT32_MAX)
			dt_fail(unit, node, D_DECL_ENOFLOW,
				"value of enumerator %s does not fit an int", node->string);
		if (dt_type_add_enumerator(unit->hdl, enumeration, node->string, value))
			dt_fail(unit, node, D_UNKNOWN,
				"failed to define enumerator %s: it is in this enum already",
				node->string);
		value++;
	}
}

static struct dt_type *define_tagged(struct dt_unit *unit, struct dt_specs *specs)
{
	struct dt_container *d = dt_container_d(unit->hdl);
	enum dt_kind kind = tag_kind(specs->base);
	struct dt_type *type;

	if (specs->name) {
		type = dt_type_lookup_tag(unit->hdl, d, kind, specs->name);
		if (type && dt_type_complete(type))
			dt_fail_at(unit, &specs->place, D_DECL_TYPERED, "type redeclared: %s %s",
				   tag_word(specs->base), specs->name);
	}
	type = dt_type_tagged(unit->hdl, kind, specs->name);
	if (!type)
		dt_fail_memory(unit);
	specs->type = type;
	if (specs->base == DT_BASE_ENUM)
		add_enumerators(unit, type, specs->enumerators);
	else
		add_members(unit, type, specs->members);
	dt_type_finish(unit->hdl, type);
	return type;
}

static struct dt_type *tagged_type(struct dt_unit *unit, struct dt_specs *specs)
{
	struct dt_type *type;

	if (specs->has_body)
		return define_tagged(unit, specs);
	type = dt_type_lookup(unit->hdl, NULL,
			      dt_unit_format(unit, "%s %s", tag_word(specs->base), specs->name));
	/* A struct or union may be defined later, or never; an enum without enumerators has no size. */
	if (!type && specs->base != DT_BASE_ENUM && !strchr(specs->name, '`'))
		type = dt_type_tagged(unit->hdl, tag_kind(specs->base), specs->name);
	if (!type)
		fail_unknown_type(unit, specs, tag_word(specs->base), specs->name);
	return type;
}

/* --- whole types --- */

static struct dt_type *base_type(struct dt_unit *unit, struct dt_specs *specs)
{
	switch (specs->base) {
	case DT_BASE_VOID:
		return dt_intrinsic(unit->hdl, DT_VOID);
	case DT_BASE_FLOAT:
	case DT_BASE_DOUBLE:
		return float_type(unit, specs);
	case DT_BASE_STRING:
		return dt_intrinsic(unit->hdl, DT_STRING);
	case DT_BASE_NAME:
		return named_type(unit, specs);
	case DT_BASE_STRUCT:
	case DT_BASE_UNION:
	case DT_BASE_ENUM:
		return tagged_type(unit, specs);
	default:
		return dt_intrinsic(unit->hdl, integer_intrinsic(specs));
	}
}

static struct dt_type *qualified(struct dt_unit *unit, unsigned int flags, struct dt_type *type)
{
	if (flags & DT_SPEC_CONST)
		type = dt_type_qualified(unit->hdl, DT_KIND_CONST, type);
	if (type && flags & DT_SPEC_VOLATILE)
		type = dt_type_qualified(unit->hdl, DT_KIND_VOLATILE, type);
	if (type && flags & DT_SPEC_RESTRICT)
		type = dt_type_qualified(unit->hdl, DT_KIND_RESTRICT, type);
	if (!type)
		dt_fail_memory(unit);
	return type;
}

static struct dt_type *specs_type(struct dt_unit *unit, struct dt_specs *specs)
{
	if (!specs->type) {
		check_attributes(unit, specs);
		specs->type = base_type(unit, specs);
		if (!specs->type)
			dt_fail_memory(unit);
	}
	return qualified(unit, specs->flags, specs->type);
}

static struct dt_type *array_type(struct dt_unit *unit, struct dt_decl *decl,
				  struct dt_modifier *modifier, struct dt_type *element)
{
	int64_t count = 0;

	if (!dt_type_complete(element) && dt_type_kind(dt_type_resolve(element)) != DT_KIND_ARRAY)
		dt_fail_at(unit, &decl->place, D_DECL_INCOMPLETE,
			   "array elements have the incomplete type %s",
			   dt_type_text(unit, element));
	if (modifier->size && (!dt_constant(unit, modifier->size, &count) || count <= 0))
		dt_fail_at(unit, &decl->place, D_DECL_ARRSUB,
			   "array size must be a positive integer constant or a list of types");
	if (count > INT32_MAX || (uint64_t)count * dt_type_size(unit->hdl, element) > INT32_MAX)
		dt_fail_at(unit, &decl->place, D_DECL_ARRBIG, "array is too big");
	return dt_type_array(unit->hdl, element, count);
}

/* As a parameter: arrays and functions are pointers. */
static struct dt_type *parameter_type(struct dt_unit *unit, struct dt_decl *parameter)
{
	struct dt_type *type = dt_decl_type(unit, parameter);
	enum dt_kind kind = dt_type_kind(dt_type_resolve(type));

	if (parameter->specs->storage && parameter->specs->storage != DT_STORAGE_REGISTER)
		dt_fail_at(unit, &parameter->place, D_DECL_PARMCLASS,
			   "a parameter cannot have this storage class");
	if (kind == DT_KIND_ARRAY)
		return dt_type_pointer(unit->hdl, dt_type_reference(dt_type_resolve(type)));
	if (kind == DT_KIND_FUNCTION)
		return dt_type_pointer(unit->hdl, type);
	return type;
}

static bool is_void(struct dt_type *type)
{
	return dt_type_kind(dt_type_resolve(type)) == DT_KIND_VOID;
}

static size_t collect_parameters(struct dt_unit *unit, struct dt_decl *list,
				 struct dt_type ***types)
{
	size_t count = 0;

	for (struct dt_decl *decl = list; decl; decl = decl->next)
		count++;
	*types = dt_unit_alloc(unit, (count + 1) * sizeof(**types));
	count = 0;
	for (struct dt_decl *decl = list; decl; decl = decl->next) {
		(*types)[count++] = parameter_type(unit, decl);
		if (!is_void((*types)[count - 1]))
			continue;
		if (decl->name)
			dt_fail_at(unit, &decl->place, D_DECL_PROTO_NAME,
				   "a void parameter may not have a name");
		if (list->next)
			dt_fail_at(unit, &decl->place, D_DECL_PROTO_VOID,
				   "void must be the only parameter");
		return 0;
	}
	return count;
}

static struct dt_type *function_type(struct dt_unit *unit, struct dt_modifier *modifier,
				     struct dt_type *result)
{
	struct dt_type **types;
	size_t count = collect_parameters(unit, modifier->parameters, &types);

	return dt_type_function(unit->hdl, result, types, count, modifier->variadic);
}

struct dt_type *dt_decl_type(struct dt_unit *unit, struct dt_decl *decl)
{
	struct dt_type *type = specs_type(unit, decl->specs);

	for (struct dt_modifier *modifier = decl->modifiers; modifier; modifier = modifier->next) {
		if (modifier->kind == DT_MODIFIER_POINTER)
			type = qualified(unit, modifier->qualifiers,
					 dt_type_pointer(unit->hdl, type));
		else if (modifier->kind == DT_MODIFIER_ARRAY)
			type = array_type(unit, decl, modifier, type);
		else if (modifier->kind == DT_MODIFIER_FUNCTION)
			type = function_type(unit, modifier, type);
		else if (modifier->next)
			dt_fail_at(unit, &decl->place, D_DECL_DYNOBJ,
				   "an associative array cannot be part of another type");
		if (!type)
			dt_fail_memory(unit);
	}
	return type;
}

struct dt_decl *dt_decl_keys(const struct dt_decl *decl)
{
	for (struct dt_modifier *modifier = decl->modifiers; modifier; modifier = modifier->next)
		if (modifier->kind == DT_MODIFIER_KEYS)
			return modifier->parameters;
	return NULL;
}

static void check_key(struct dt_unit *unit, struct dt_decl *key, struct dt_type *type)
{
	enum dt_kind kind = dt_type_kind(dt_type_resolve(type));

	if (key->variadic)
		dt_fail_at(unit, &key->place, D_DECL_PROTO_VARARGS,
			   "a key list may not hold \"...\"");
	if (kind == DT_KIND_FUNCTION || kind == DT_KIND_DYNAMIC || kind == DT_KIND_FLOAT ||
	    kind == DT_KIND_FORWARD)
		dt_fail_at(unit, &key->place, D_DECL_PROTO_TYPE, "a key cannot be of type %s",
			   dt_type_text(unit, type));
}

struct dt_signature *dt_decl_signature(struct dt_unit *unit, struct dt_decl *keys)
{
	struct dt_signature *signature = dt_keep_alloc(unit, sizeof(*signature));
	struct dt_type **types;
	size_t i = 0;

	signature->count = collect_parameters(unit, keys, &types);
	if (!signature->count)
		dt_fail_at(unit, &keys->place, D_DECL_PROTO_TYPE, "a key cannot be of type void");
	signature->types = dt_keep_alloc(unit, (signature->count + 1) * sizeof(*types));
	signature->names = dt_keep_alloc(unit, (signature->count + 1) * sizeof(char *));
	for (struct dt_decl *key = keys; key && i < signature->count; key = key->next, i++) {
		check_key(unit, key, types[i]);
		signature->types[i] = types[i];
		if (key->name)
			signature->names[i] = dt_keep_strdup(unit, key->name);
	}
	return signature;
}
