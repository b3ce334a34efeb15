/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Suggestions by edit distance. A third of the letters may be wrong; among equally
 * near names the first offered wins.
 */
#include "dt_suggest.h"
#include "dt_builtin.h"

#define LONGEST 64 /* names longer than this are compared by nothing */

static unsigned int least(unsigned int a, unsigned int b, unsigned int c)
{
	unsigned int smallest = a < b ? a : b;

	return smallest < c ? smallest : c;
}

/* Rows of the classic table, three kept: the swap of neighbours looks two back. */
unsigned int dt_edit_distance(const char *a, const char *b, unsigned int limit)
{
	size_t la = strlen(a), lb = strlen(b);
	unsigned int rows[3][LONGEST + 1];
	unsigned int *before = rows[0], *last = rows[1], *row = rows[2], *spare;

	if (la > LONGEST || lb > LONGEST || (la > lb ? la - lb : lb - la) > limit)
		return limit + 1;
	for (size_t j = 0; j <= lb; j++)
		last[j] = j;
	for (size_t i = 1; i <= la; i++) {
		row[0] = i;
		for (size_t j = 1; j <= lb; j++) {
			row[j] = least(last[j] + 1, row[j - 1] + 1,
				       last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1, row[j]);
		}
		spare = before;
		before = last;
		last = row;
		row = spare;
	}
	return last[lb] > limit ? limit + 1 : last[lb];
}

void dt_suggest_begin(struct dt_suggestion *search, const char *wanted)
{
	search->wanted = wanted;
	search->best = NULL;
	search->distance = strlen(wanted) / 3 + 1;
	if (strlen(wanted) < 3)
		search->distance = strlen(wanted);
}

void dt_suggest_offer(struct dt_suggestion *search, const char *name)
{
	unsigned int distance;

	if (!search->distance)
		return;
	distance = dt_edit_distance(search->wanted, name, search->distance - 1);
	if (distance && distance < search->distance) {
		search->distance = distance;
		search->best = name;
	}
}

static void offer_entry(const char *name, void *value, void *data)
{
	struct dt_ident *ident = value;

	if (!(ident->flags & DT_IF_PRIVATE) && ident->kind != DT_IDENT_UNSUPPORTED)
		dt_suggest_offer(data, name);
}

static const char *const prefixes[] = {"", "self->", "this->"};

/* The same name in another scope: self-> was forgotten. */
static const char *in_other_scope(struct dt_unit *unit, int scope, const char *name)
{
	for (int other = DIF_SCOPE_GLOBAL; scope >= 0 && other <= DIF_SCOPE_LOCAL; other++)
		if (other != scope && dt_ident_lookup(unit->compiler, other, name))
			return dt_unit_format(unit, "%s%s", prefixes[other], name);
	return NULL;
}

static void offer_builtins(struct dt_suggestion *search)
{
	const struct dt_builtin *variable;
	const struct dt_function *function;

	for (size_t i = 0; (variable = dt_builtin_at(i)); i++)
		if (!variable->reason)
			dt_suggest_offer(search, variable->name);
	for (size_t i = 0; (function = dt_function_at(i)); i++)
		if (!function->reason)
			dt_suggest_offer(search, function->name);
}

const char *dt_suggest_name(struct dt_unit *unit, int scope, const char *name)
{
	struct dt_suggestion search;
	const char *other = in_other_scope(unit, scope, name);

	if (other)
		return other;
	dt_suggest_begin(&search, name);
	dt_hash_walk(scope < 0 ? &unit->compiler->aggregations : &unit->compiler->scopes[scope],
		     offer_entry, &search);
	if (scope == DIF_SCOPE_GLOBAL)
		offer_builtins(&search);
	if (!search.best || scope <= DIF_SCOPE_GLOBAL)
		return search.best;
	return dt_unit_format(unit, "%s%s", prefixes[scope], search.best);
}

const char *dt_suggest_function(struct dt_unit *unit, const char *name)
{
	struct dt_suggestion search;
	const struct dt_function *row;

	dt_suggest_begin(&search, name);
	for (size_t i = 0; (row = dt_function_at(i)); i++)
		if (!row->reason)
			dt_suggest_offer(&search, row->name);
	return search.best;
}

struct type_search {
	struct dt_suggestion names;
	struct dt_unit *unit;
};

/* The text passes: what is nearest so far is copied. */
static void offer_type(const char *name, void *data)
{
	struct type_search *search = data;

	dt_suggest_offer(&search->names, name);
	if (search->names.best == name)
		search->names.best = dt_unit_strdup(search->unit, name);
}

const char *dt_suggest_type(struct dt_unit *unit, const char *name)
{
	struct type_search search = {.unit = unit};
	char text[64];

	dt_suggest_begin(&search.names, name);
	for (int i = 0; i < DT_INTRINSIC_MAX; i++)
		offer_type(dt_type_name(dt_intrinsic(unit->hdl, i), text, sizeof(text)), &search);
	dt_types_walk(unit->hdl, offer_type, &search);
	return search.names.best;
}

static void offer_members(struct dt_suggestion *search, struct dt_type *type)
{
	struct dt_member member;

	for (size_t i = 0; !dt_type_member_at(type, i, &member); i++) {
		if (*member.name)
			dt_suggest_offer(search, member.name);
		else if (dt_type_is_aggregate(member.type))
			offer_members(search, dt_type_resolve(member.type));
	}
}

const char *dt_suggest_member(struct dt_unit *unit, struct dt_type *type, const char *name)
{
	struct dt_suggestion search;

	dt_suggest_begin(&search, name);
	offer_members(&search, dt_type_resolve(type));
	return search.best;
}
