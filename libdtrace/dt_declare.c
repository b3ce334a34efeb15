/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Declarations outside clauses: variables of each scope, typedefs, tags, inlines.
 */
#include "dt_cook.h"
#include "dt_unit.h"

static void declare_typedef(struct dt_unit *unit, struct dt_decl *decl)
{
	struct dt_type *type = dt_decl_type(unit, decl), *old;

	if (dt_decl_keys(decl))
		dt_fail_at(unit, &decl->place, D_DECL_DYNOBJ,
			   "an associative array cannot be a typedef");
	old = dt_type_lookup_tag(unit->hdl, dt_container_d(unit->hdl), DT_KIND_TYPEDEF, decl->name);
	if (old && !dt_type_same(old, type))
		dt_fail_at(unit, &decl->place, D_DECL_TYPERED, "type redeclared: %s", decl->name);
	if (!old && !dt_type_typedef(unit->hdl, decl->name, type))
		dt_fail_memory(unit);
}

static void check_object(struct dt_unit *unit, struct dt_decl *decl, struct dt_type *type)
{
	enum dt_kind kind = dt_type_kind(dt_type_resolve(type));

	if (kind == DT_KIND_VOID)
		dt_fail_at(unit, &decl->place, D_DECL_VOIDOBJ,
			   "a variable cannot be of type void: %s", decl->name);
	if (kind == DT_KIND_FUNCTION)
		dt_fail_at(unit, &decl->place, D_DECL_BADCLASS,
			   "functions cannot be defined in D; declare %s extern", decl->name);
	if (kind == DT_KIND_DYNAMIC)
		dt_fail_at(unit, &decl->place, D_DECL_DYNOBJ,
			   "a variable cannot be of dynamic type: %s", decl->name);
	if (kind == DT_KIND_ARRAY && dt_array_count(type) == 0)
		dt_fail_at(unit, &decl->place, D_DECL_ARRNULL, "array size is missing: %s",
			   decl->name);
	if (!dt_type_complete(type))
		dt_fail_at(unit, &decl->place, D_DECL_INCOMPLETE,
			   "variable %s is of incomplete type %s", decl->name,
			   dt_type_text(unit, type));
	if (kind != DT_KIND_STRING && dt_type_size(unit->hdl, type) > DTRACE_STATIC_MAX)
		dt_fail_at(unit, &decl->place, D_DECL_ARRBIG, "variable %s is larger than %u bytes",
			   decl->name, DTRACE_STATIC_MAX);
}

static bool same_signature(const struct dt_signature *a, const struct dt_signature *b)
{
	if (!a || !b || a->count != b->count)
		return a == b;
	for (size_t i = 0; i < a->count; i++)
		if (!dt_type_same(a->types[i], b->types[i]))
			return false;
	return true;
}

static void check_redeclared(struct dt_unit *unit, struct dt_decl *decl, struct dt_ident *old,
			     struct dt_type *type, const struct dt_signature *signature)
{
	bool variable = old->kind == DT_IDENT_SCALAR || old->kind == DT_IDENT_ARRAY;

	if (!variable || old->flags & DT_IF_BUILTIN || !old->type ||
	    !dt_type_same(old->type, type) || !same_signature(old->signature, signature))
		dt_fail_at(unit, &decl->place, D_DECL_IDRED, "identifier redeclared: %s",
			   decl->name);
}

static void declare_variable(struct dt_unit *unit, struct dt_decl *decl, int scope)
{
	struct dt_decl *keys = dt_decl_keys(decl);
	struct dt_type *type = dt_decl_type(unit, decl);
	struct dt_signature *signature = keys ? dt_decl_signature(unit, keys) : NULL;
	struct dt_ident *ident;

	if (keys && scope == DIF_SCOPE_LOCAL)
		dt_fail_at(unit, &decl->place, D_DECL_LOCASSC,
			   "a clause-local variable cannot be an associative array: this->%s",
			   decl->name);
	check_object(unit, decl, type);
	ident = dt_ident_lookup(unit->compiler, scope, decl->name);
	if (ident) {
		check_redeclared(unit, decl, ident, type, signature);
		return;
	}
	ident = dt_ident_make(unit, scope, keys ? DT_IDENT_ARRAY : DT_IDENT_SCALAR, decl->name,
			      type);
	ident->signature = signature;
	ident->flags |= DT_IF_WRITABLE;
	if (decl->specs->flags & DT_SPEC_USERLAND)
		ident->flags |= DT_IF_USERLAND;
	ident->file = decl->place.source->name;
	ident->line = decl->place.line;
}

/* A symbol of the kernel, or a variable defined elsewhere: its type is taken on trust. */
static void declare_extern(struct dt_unit *unit, struct dt_decl *decl)
{
	struct dt_type *type = dt_decl_type(unit, decl);
	const char *name = decl->name;

	if (strchr(name, '`'))
		dt_extern_symbol(unit, name, type);
	else if (dt_type_kind(dt_type_resolve(type)) != DT_KIND_FUNCTION)
		declare_variable(unit, decl, DIF_SCOPE_GLOBAL);
}

static void declare_one(struct dt_unit *unit, struct dt_decl *decl)
{
	enum dt_storage storage = decl->specs->storage;

	if (storage != DT_STORAGE_EXTERN && strchr(decl->name, '`'))
		dt_fail_at(unit, &decl->place, D_DECL_SCOPE,
			   "scope operator (`) may not be used in a declared name: %s", decl->name);
	switch (storage) {
	case DT_STORAGE_TYPEDEF:
		declare_typedef(unit, decl);
		break;
	case DT_STORAGE_EXTERN:
		declare_extern(unit, decl);
		break;
	case DT_STORAGE_SELF:
		declare_variable(unit, decl, DIF_SCOPE_THREAD);
		break;
	case DT_STORAGE_THIS:
		declare_variable(unit, decl, DIF_SCOPE_LOCAL);
		break;
	case DT_STORAGE_NONE:
		declare_variable(unit, decl, DIF_SCOPE_GLOBAL);
		break;
	default:
		dt_fail_at(unit, &decl->place, D_DECL_BADCLASS,
			   "storage class not supported in D: %s", decl->name);
	}
}

void dt_declare(struct dt_unit *unit, struct dt_specs *specs, struct dt_decl *list)
{
	struct dt_decl bare = {.specs = specs, .place = specs->place};

	if (!list) {
		if (specs->base < DT_BASE_STRUCT || (!specs->has_body && !specs->name) ||
		    specs->storage)
			dt_fail_at(unit, &specs->place, D_DECL_USELESS,
				   "declaration does not declare anything");
		dt_decl_type(unit, &bare);
		return;
	}
	dt_decl_specify(list, specs);
	for (struct dt_decl *decl = list; decl; decl = decl->next)
		declare_one(unit, decl);
}

/* --- inlines --- */

/* The name of an inline is not known yet in its own value, unless a parameter has it. */
static void refuse_recursion(struct dt_unit *unit, const struct dt_decl *decl,
			     const struct dt_node *body)
{
	for (struct dt_decl *key = dt_decl_keys(decl); key; key = key->next)
		if (!strcmp(key->name, decl->name))
			return;
	for (; body; body = body->next) {
		if (body->kind == DT_NODE_IDENT && body->value == DIF_SCOPE_GLOBAL &&
		    !strcmp(body->string, decl->name))
			dt_fail(unit, body, D_IDENT_UNDEF,
				"failed to resolve %s: an inline may not refer to itself",
				decl->name);
		refuse_recursion(unit, decl, body->left);
		refuse_recursion(unit, decl, body->right);
		refuse_recursion(unit, decl, body->condition);
		refuse_recursion(unit, decl, body->args);
	}
}

/*
 * Types of a library's inline, its result and parameters, are looked up when it is first used:
 * libraries define many inlines over kernel types that a program does not mention.
 */
void dt_inline_define(struct dt_unit *unit, struct dt_decl *decl, struct dt_node *body)
{
	struct dt_ident *ident = dt_ident_lookup(unit->compiler, DIF_SCOPE_GLOBAL, decl->name);

	if (strchr(decl->name, '`'))
		dt_fail_at(unit, &decl->place, D_DECL_SCOPE,
			   "scope operator (`) may not be used in a declared name: %s", decl->name);
	if (decl->specs->storage)
		dt_fail_at(unit, &decl->place, D_DECL_BADCLASS,
			   "an inline cannot have a storage class: %s", decl->name);
	if (ident && !(ident->flags & DT_IF_BUILTIN && ident->kind == DT_IDENT_UNSUPPORTED))
		dt_fail_at(unit, &decl->place, D_DECL_IDRED, "identifier redeclared: %s",
			   decl->name);
	for (struct dt_decl *key = dt_decl_keys(decl); key; key = key->next)
		if (!key->name)
			dt_fail_at(unit, &key->place, D_DECL_PROTO_FORM,
				   "a parameter of an inline must have a name");
	refuse_recursion(unit, decl, body);
	ident = dt_ident_make(unit, DIF_SCOPE_GLOBAL, DT_IDENT_INLINE, decl->name, NULL);
	ident->definition = dt_decl_clone(unit, decl, true);
	ident->body = dt_node_clone(unit, body, true);
	ident->file = decl->place.source->name;
	ident->line = decl->place.line;
	if (!unit->library)
		dt_check_inline(unit, ident);
}
