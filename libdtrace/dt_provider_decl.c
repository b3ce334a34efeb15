/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Provider declarations: provider name { probe name(types) : (types); … };
 */
#include "dt_provider_decl.h"
#include "dt_cook.h"
#include "dt_unit.h"
#include <ctype.h>

/* What a call of C would pass by value, in one register. */
static bool is_passed(struct dt_type *type)
{
	switch (dt_type_kind(dt_type_resolve(type))) {
	case DT_KIND_STRUCT:
	case DT_KIND_UNION:
	case DT_KIND_FORWARD:
	case DT_KIND_FUNCTION:
	case DT_KIND_DYNAMIC:
		return false;
	default:
		return true;
	}
}

static void check_argument(struct dt_unit *unit, const struct dt_decl *decl, struct dt_type *type,
			   const char *probe, bool native)
{
	if (native && !is_passed(type))
		dt_fail_at(unit, &decl->place, D_DECL_PROTO_TYPE,
			   "an argument of probe %s cannot be of type %s: pass a pointer", probe,
			   dt_type_text(unit, type));
}

static struct dt_type **collect(struct dt_unit *unit, struct dt_decl *list, const char *probe,
				bool native, size_t *count)
{
	struct dt_type **types;
	size_t total = 0;

	for (struct dt_decl *decl = list; decl; decl = decl->next)
		total++;
	if (total > DT_PROBE_ARGUMENTS_MAX)
		dt_fail_at(unit, &list->place, D_PROV_PRARGLEN,
			   "probe %s has too many arguments: %zu, at most %d are possible", probe,
			   total, DT_PROBE_ARGUMENTS_MAX);
	types = dt_keep_alloc(unit, (total + 1) * sizeof(*types));
	*count = 0;
	for (struct dt_decl *decl = list; decl; decl = decl->next) {
		if (decl->variadic)
			dt_fail_at(unit, &decl->place, D_DECL_PROTO_VARARGS,
				   "the arguments of probe %s may not be \"...\"", probe);
		types[*count] = dt_decl_type(unit, decl);
		if (dt_type_kind(dt_type_resolve(types[*count])) == DT_KIND_VOID) {
			if (total > 1)
				dt_fail_at(unit, &decl->place, D_DECL_PROTO_VOID,
					   "void must be alone in the arguments of probe %s",
					   probe);
			return types;
		}
		check_argument(unit, decl, types[*count], probe, native);
		(*count)++;
	}
	return types;
}

static size_t position_of(struct dt_decl *list, const char *name, size_t otherwise)
{
	size_t i = 0;

	for (struct dt_decl *decl = list; decl && name; decl = decl->next, i++)
		if (decl->name && !strcmp(decl->name, name))
			return i;
	return otherwise;
}

static bool is_translatable(struct dt_unit *unit, struct dt_type *from, struct dt_type *to)
{
	struct dt_node input = {.kind = DT_NODE_VAR, .flags = DT_NF_COOKED, .type = from};

	return dt_node_fits(unit, &input, to) || dt_xlator_exists(unit, from, to);
}

/* A translated argument comes from the native one of its name, else of its position. */
static void map_arguments(struct dt_unit *unit, struct dt_probe_decl *probe, struct dt_node *node)
{
	struct dt_decl *translated = node->left->decl;

	probe->translated = collect(unit, translated, probe->name, false, &probe->translated_count);
	probe->mapping = dt_keep_alloc(unit, probe->translated_count + 1);
	for (size_t i = 0; i < probe->translated_count; i++, translated = translated->next) {
		size_t native = position_of(node->decl, translated->name, i);

		if (native >= probe->native_count ||
		    !is_translatable(unit, probe->native[native], probe->translated[i]))
			dt_fail(unit, node, D_PROV_PRXLATOR,
				"probe %s: no native argument can be translated to argument #%zu, \"%s\"",
				probe->name, i + 1, dt_type_text(unit, probe->translated[i]));
		probe->mapping[i] = native;
	}
}

static struct dt_probe_decl *define_probe(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_probe_decl *probe = dt_keep_alloc(unit, sizeof(*probe));
	size_t i = 0;

	if (strlen(node->string) >= DTRACE_NAME_LEN)
		dt_fail(unit, node, D_PROV_BADNAME, "probe name is too long: %s", node->string);
	probe->name = dt_keep_strdup(unit, node->string);
	probe->native = collect(unit, node->decl, probe->name, true, &probe->native_count);
	probe->native_names = dt_keep_alloc(unit, (probe->native_count + 1) * sizeof(char *));
	for (struct dt_decl *decl = node->decl; decl && i < probe->native_count; decl = decl->next)
		probe->native_names[i++] = decl->name ? dt_keep_strdup(unit, decl->name) : NULL;
	if (node->left)
		map_arguments(unit, probe, node);
	return probe;
}

static void add_probe(struct dt_unit *unit, struct dt_provider_decl *provider, struct dt_node *node)
{
	struct dt_probe_decl **end = &provider->probes;

	for (; *end; end = &(*end)->next)
		if (!strcmp((*end)->name, node->string))
			dt_fail(unit, node, D_PROV_PRDUP,
				"probe %s is declared twice in provider %s", node->string,
				provider->name);
	*end = define_probe(unit, node);
}

static void check_name(struct dt_unit *unit, const struct dt_position *place, const char *name)
{
	size_t length = strlen(name);

	if (length >= DTRACE_PROVIDER_LEN)
		dt_fail_at(unit, place, D_PROV_BADNAME, "provider name is too long: %s", name);
	if (isdigit((unsigned char)name[length - 1]))
		dt_fail_at(unit, place, D_PROV_BADNAME, "provider name may not end in a digit: %s",
			   name);
}

static struct dt_provider_decl *find(struct dt_unit *unit, const char *name)
{
	struct dt_provider_decl *provider = unit->compiler->providers;

	while (provider && strcmp(provider->name, name))
		provider = provider->next;
	return provider;
}

void dt_provider_define(struct dt_unit *unit, const struct dt_position *place, const char *name,
			struct dt_node *probes)
{
	static const struct dtrace_attribute attribute = {
		DTRACE_STABILITY_UNSTABLE, DTRACE_STABILITY_UNSTABLE, DTRACE_CLASS_COMMON};
	struct dt_provider_decl *provider = dt_keep_alloc(unit, sizeof(*provider));

	check_name(unit, place, name);
	if (find(unit, name))
		dt_fail_at(unit, place, D_PROV_INCOMPAT, "provider %s is declared twice", name);
	provider->name = dt_keep_strdup(unit, name);
	provider->library = unit->library;
	provider->attributes = (struct dtrace_provider_attributes){attribute, attribute, attribute,
								   attribute, attribute};
	for (struct dt_node *node = probes; node; node = node->next)
		add_probe(unit, provider, node);
	provider->next = unit->compiler->providers;
	unit->compiler->providers = provider;
}

void dt_provider_attribute(struct dt_unit *unit, const char *provider, const char *part,
			   struct dtrace_attribute attribute)
{
	struct dt_provider_decl *decl = find(unit, provider);
	static const char *const parts[] = {"provider", "module", "function", "name", "args"};

	if (!decl)
		dt_fail_at(unit, NULL, D_PRAGMA_UNUSED,
			   "unused #pragma: no provider %s is declared", provider);
	for (int i = 0; i < 5; i++) {
		if (strcmp(parts[i], part))
			continue;
		(&decl->attributes.provider)[i] = attribute;
		return;
	}
	dt_fail_at(unit, NULL, D_PRAGMA_MALFORM,
		   "malformed #pragma D attributes: %s is no part of a provider", part);
}

struct dt_provider_decl *dt_provider_decls(struct dtrace_hdl *hdl)
{
	return hdl->compiler ? hdl->compiler->providers : NULL;
}
