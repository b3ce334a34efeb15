/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The tables of names. Built-in variables and functions enter their table when
 * they are first asked for, so opening a handle costs nothing for them.
 */
#include "dt_builtin.h"
#include "dt_unit.h"

static struct dt_hash *table_of(struct dt_compiler *compiler, int scope)
{
	return scope < 0 ? &compiler->aggregations : &compiler->scopes[scope];
}

static struct dt_ident *enter(struct dt_compiler *compiler, struct dt_hash *table, const char *name)
{
	struct dt_ident *ident = dt_arena_alloc(compiler->arena, sizeof(*ident));

	if (!ident)
		return NULL;
	ident->name = name;
	ident->attribute = dt_attribute_program;
	if (dt_hash_put(table, name, ident))
		return NULL;
	return ident;
}

static struct dt_ident *enter_variable(struct dt_compiler *compiler, const struct dt_builtin *row)
{
	struct dt_ident *ident = enter(compiler, &compiler->scopes[DIF_SCOPE_GLOBAL], row->name);

	if (!ident)
		return NULL;
	ident->kind = row->reason	? DT_IDENT_UNSUPPORTED
		      : row->id < 0x100 ? DT_IDENT_ARRAY
					: DT_IDENT_SCALAR;
	ident->id = row->id;
	ident->flags = DT_IF_BUILTIN;
	ident->builtin = row;
	ident->reason = row->reason;
	ident->attribute = row->attribute;
	return ident;
}

static struct dt_ident *enter_function(struct dt_compiler *compiler, const struct dt_function *row)
{
	struct dt_ident *ident = enter(compiler, &compiler->scopes[DIF_SCOPE_GLOBAL], row->name);

	if (!ident)
		return NULL;
	ident->kind = row->reason ? DT_IDENT_UNSUPPORTED : DT_IDENT_FUNCTION;
	ident->flags = DT_IF_BUILTIN;
	ident->function = row;
	ident->reason = row->reason;
	ident->attribute = dt_attribute_stable;
	return ident;
}

struct dt_ident *dt_ident_lookup(struct dt_compiler *compiler, int scope, const char *name)
{
	struct dt_ident *ident = dt_hash_get(table_of(compiler, scope), name);
	const struct dt_builtin *variable;
	const struct dt_function *function;

	if (ident || scope != DIF_SCOPE_GLOBAL)
		return ident;
	variable = dt_builtin_find(name);
	if (variable)
		return enter_variable(compiler, variable);
	function = dt_function_find(name);
	return function ? enter_function(compiler, function) : NULL;
}

static void give_id(struct dt_unit *unit, struct dt_ident *ident, int scope)
{
	struct dt_compiler *compiler = unit->compiler;

	if (scope < 0) {
		ident->id = ++compiler->next_aggregation;
		return;
	}
	if (ident->kind != DT_IDENT_SCALAR && ident->kind != DT_IDENT_ARRAY)
		return;
	if (DIF_VAR_USER_FIRST + compiler->next_id[scope] > DIF_VAR_LAST)
		dt_fail_at(unit, NULL, D_ID_OFLOW, "out of identifiers for variables: %s",
			   ident->name);
	ident->id = DIF_VAR_USER_FIRST + compiler->next_id[scope]++;
}

struct dt_ident *dt_ident_make(struct dt_unit *unit, int scope, enum dt_ident_kind kind,
			       const char *name, struct dt_type *type)
{
	struct dt_compiler *compiler = unit->compiler;
	struct dt_hash *table = table_of(compiler, scope);
	struct dt_ident *ident;

	dt_hash_remove(table, name); /* a built-in one that gives way */
	ident = enter(compiler, table, dt_keep_strdup(unit, name));
	if (!ident)
		dt_fail_memory(unit);
	ident->kind = kind;
	ident->scope = scope < 0 ? DIF_SCOPE_GLOBAL : scope;
	ident->type = type;
	if (unit->library)
		ident->flags |= DT_IF_LIBRARY;
	give_id(unit, ident, scope);
	ident->made_next = compiler->made;
	compiler->made = ident;
	return ident;
}

struct dt_ident *dt_ident_hidden(struct dt_unit *unit, const char *name, struct dt_type *type)
{
	struct dt_ident *ident = dt_ident_make(unit, DIF_SCOPE_LOCAL, DT_IDENT_SCALAR, name, type);

	ident->flags |= DT_IF_PRIVATE | DT_IF_WRITABLE;
	return ident;
}

/* Ids are not given out again: a program that was compiled meanwhile may use later ones. */
void dt_idents_rollback(struct dt_compiler *compiler, struct dt_ident *to)
{
	struct dt_ident *ident;

	while (compiler->made != to) {
		ident = compiler->made;
		compiler->made = ident->made_next;
		dt_hash_remove(table_of(compiler, ident->kind == DT_IDENT_AGG ? -1 : ident->scope),
			       ident->name);
	}
}

uint32_t dt_ident_spill(struct dtrace_hdl *hdl, unsigned int n)
{
	struct dt_compiler *compiler = hdl->compiler;
	struct dt_hash *table = &compiler->scopes[DIF_SCOPE_LOCAL];
	struct dt_ident *ident;
	char name[32], *copy;

	snprintf(name, sizeof(name), "%%spill%u", n);
	ident = dt_hash_get(table, name);
	if (ident)
		return ident->id;
	if (DIF_VAR_USER_FIRST + compiler->next_id[DIF_SCOPE_LOCAL] > DIF_VAR_LAST)
		return 0;
	copy = dt_arena_alloc(compiler->arena, sizeof(name));
	ident = copy ? enter(compiler, table, memcpy(copy, name, sizeof(name))) : NULL;
	if (!ident)
		return 0;
	ident->kind = DT_IDENT_SCALAR;
	ident->scope = DIF_SCOPE_LOCAL;
	ident->flags = DT_IF_PRIVATE;
	ident->type = dt_intrinsic(hdl, DT_INT64);
	ident->id = DIF_VAR_USER_FIRST + compiler->next_id[DIF_SCOPE_LOCAL]++;
	return ident->id;
}
