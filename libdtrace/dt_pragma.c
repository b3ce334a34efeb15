/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Control lines: #pragma D …, #error, #line, #ident, #!.
 */
#include "dt_attribute.h"
#include "dt_literal.h"
#include "dt_unit.h"
#include <ctype.h>
#include <stdlib.h>

/* Attributes or a binding given to a name that may be defined later. */
struct dt_attribute_pragma {
	struct dt_attribute_pragma *next;
	struct dt_position place;
	const char *name;
	bool has_attribute, applied;
	struct dtrace_attribute attribute;
	uint32_t version;
};

#define WORDS_MAX 8

struct words {
	char *word[WORDS_MAX];
	int count;
};

static void blank_comments(char *text)
{
	char *start, *end;

	while ((start = strstr(text, "/*"))) {
		end = strstr(start + 2, "*/");
		end = end ? end + 2 : start + strlen(start);
		memset(start, ' ', end - start);
	}
}

/* Cut into words; a quoted one loses its quotes. */
static void split(char *text, struct words *words)
{
	words->count = 0;
	while (words->count < WORDS_MAX) {
		while (isspace((unsigned char)*text) || *text == '\\')
			text++;
		if (!*text)
			return;
		if (*text == '"') {
			words->word[words->count++] = ++text;
			text += strcspn(text, "\"");
		} else {
			words->word[words->count++] = text;
			while (*text && !isspace((unsigned char)*text))
				text++;
		}
		if (*text)
			*text++ = '\0';
	}
}

static _Noreturn void malformed(struct dt_unit *unit, const char *usage)
{
	dt_fail_at(unit, NULL, D_PRAGMA_MALFORM, "malformed #pragma D %s", usage);
}

/* --- option --------------------------------------------------------------------------------- */

/* Options of what has been done when the first line of a program is read. */
static bool comes_too_late(const char *name)
{
	static const char *const names[] = {"cpp",	"cpphdrs", "cpppath", "define",
					    "evaltime", "incdir",  "libdir",  "nolibs",
					    "stdc",	"syslibdir", "undef"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

static void pragma_option(struct dt_unit *unit, struct words *words)
{
	char *name, *value, *why;

	if (words->count != 1)
		malformed(unit, "option name[=value]: it must be one word");
	name = words->word[0];
	value = strchr(name, '=');
	if (value)
		*value++ = '\0';
	if (comes_too_late(name))
		dt_fail_at(
			unit, NULL, D_PRAGMA_OPTSET,
			"failed to set option '%s': commands are started, libraries read and the "
			"preprocessor run before the program is; use -x %s on the command line",
			name, name);
	if (!dtrace_setopt(unit->hdl, name, value)) {
		if (!unit->library)
			unit->cflags = unit->asked_cflags | unit->hdl->compile.cflags;
		return;
	}
	why = dt_unit_strdup(unit, dtrace_errmsg(unit->hdl, dtrace_errno(unit->hdl)));
	if (value)
		dt_fail_at(unit, NULL, D_PRAGMA_OPTSET, "failed to set option '%s' to '%s': %s",
			   name, value, why);
	dt_fail_at(unit, NULL, D_PRAGMA_OPTSET, "failed to set option '%s': %s", name, why);
}

/* --- attributes and binding --- */

static struct dt_attribute_pragma *new_pragma(struct dt_unit *unit, const char *name)
{
	struct dt_attribute_pragma *pragma = dt_unit_alloc(unit, sizeof(*pragma));

	pragma->place = unit->lexer.start;
	pragma->name = name;
	pragma->next = unit->attribute_pragmas;
	unit->attribute_pragmas = pragma;
	return pragma;
}

static void pragma_attributes(struct dt_unit *unit, struct words *words)
{
	struct dtrace_attribute attribute;
	struct dt_attribute_pragma *pragma;

	if (words->count < 2 || dt_attribute_parse(words->word[0], &attribute))
		malformed(unit, "attributes name/data/class identifier");
	if (words->count == 4 && !strcmp(words->word[1], "provider")) {
		dt_provider_attribute(unit, words->word[2], words->word[3], attribute);
		return;
	}
	if (words->count != 2)
		malformed(unit, "attributes name/data/class identifier");
	pragma = new_pragma(unit, words->word[1]);
	pragma->has_attribute = true;
	pragma->attribute = attribute;
}

static void pragma_binding(struct dt_unit *unit, struct words *words)
{
	uint32_t version;

	if (words->count != 2 || dt_version_parse(words->word[0], &version))
		malformed(unit, "binding \"version\" identifier");
	if (strcmp(words->word[1], "translator")) {
		new_pragma(unit, words->word[1])->version = version;
		return;
	}
	unit->binding_place = unit->lexer.start;
	unit->binding_version = version;
}

static struct dt_ident *find_any(struct dt_unit *unit, const char *name)
{
	struct dt_ident *ident = NULL;

	for (int scope = -1; scope <= DIF_SCOPE_LOCAL && !ident; scope++)
		ident = dt_ident_lookup(unit->compiler, scope, name);
	return ident;
}

static void apply(struct dt_unit *unit, struct dt_attribute_pragma *pragma, struct dt_ident *ident)
{
	if (ident->flags & DT_IF_BUILTIN || (ident->flags & DT_IF_LIBRARY && !unit->library))
		dt_fail_at(unit, &pragma->place, D_PRAGMA_SCOPE,
			   "pragma cannot be applied to %s: it is not defined in this program",
			   pragma->name);
	if (pragma->has_attribute)
		ident->attribute = pragma->attribute;
	if (pragma->version)
		ident->version = pragma->version;
	pragma->applied = true;
}

void dt_pragmas_apply(struct dt_unit *unit)
{
	struct dt_attribute_pragma *pragma;
	struct dt_ident *ident;

	for (pragma = unit->attribute_pragmas; pragma; pragma = pragma->next) {
		ident = find_any(unit, pragma->name);
		if (ident)
			apply(unit, pragma, ident);
	}
}

void dt_pragmas_finish(struct dt_unit *unit)
{
	struct dt_attribute_pragma *pragma;

	dt_pragmas_apply(unit);
	for (pragma = unit->attribute_pragmas; pragma; pragma = pragma->next)
		if (!pragma->applied)
			dt_fail_at(unit, &pragma->place, D_PRAGMA_UNUSED,
				   "unused #pragma: no identifier %s is defined", pragma->name);
	if (unit->binding_version)
		dt_fail_at(unit, &unit->binding_place, D_PRAGMA_UNUSED,
			   "unused #pragma: no translator follows it");
}

/* --- depends_on --- */

static bool probes_exist(struct dt_unit *unit, const char *provider)
{
	struct dtrace_ioc_probes probes = {.start = 1, .flags = DTRACE_PROBES_COUNT};
	struct dtrace_hdl *hdl = unit->hdl;

	if (!hdl->backend)
		return false;
	snprintf(probes.pattern.provider, sizeof(probes.pattern.provider), "%s", provider);
	return !hdl->backend->control(hdl->connection, DTRACEIOC_PROBES, &probes) && probes.count;
}

/* Without any (a program that is only compiled) it is to be the kernel's. */
static bool is_process_backend(const struct dt_unit *unit)
{
	return unit->hdl->backend == &dt_backend_process;
}

static void pragma_depends_on(struct dt_unit *unit, struct words *words)
{
	const char *what = words->count == 2 ? words->word[0] : "", *name = words->word[1];
	bool found;

	if (!strcmp(what, "library")) {
		if (!unit->library)
			dt_fail_at(unit, NULL, D_PRAGMA_DEPEND,
				   "#pragma D depends_on library is only allowed in libraries");
		return; /* the order of libraries was made from these lines: dt_library.c */
	}
	if (!strcmp(what, "provider"))
		found = probes_exist(unit, name);
	else if (!strcmp(what, "module"))
		found = dt_module_present(unit->hdl, name);
	else if (!strcmp(what, "backend"))
		found = !strcmp(name, is_process_backend(unit) ? "process" : "kernel");
	else
		malformed(unit, "depends_on provider|module|library|backend name");
	if (found)
		return;
	if (!unit->library)
		dt_fail_at(unit, NULL, D_PRAGMA_DEPEND, "program requires %s %s", what, name);
	unit->skip = true;
	dt_fail_at(unit, NULL, D_PRAGMA_DEPEND, "library requires %s %s", what, name);
}

/* --- lines --- */

/* The preprocessor reads the script as its standard input. */
static void rename_source(struct dt_unit *unit, const char *name)
{
	struct dt_source *source = dt_keep_alloc(unit, sizeof(*source));
	const struct dt_source *script = unit->source;

	while (script->renamed_from)
		script = script->renamed_from;
	if (!strcmp(name, "<stdin>"))
		name = script->name;
	*source = *unit->source;
	source->name = dt_keep_strdup(unit, name);
	source->included = strcmp(name, script->name) != 0;
	source->renamed_from = unit->source;
	unit->source = source;
}

/* The next line has this number: the newline is still to be counted. */
static void set_line(struct dt_unit *unit, struct words *words)
{
	char *end;
	long line;

	line = words->count ? strtol(words->word[0], &end, 10) : -1;
	if (line < 0 || line > INT32_MAX || *end)
		dt_fail_at(unit, NULL, D_PRAGMA_MALFORM, "malformed #line");
	unit->lexer.line = line - 1;
	if (words->count > 1 && *words->word[1] && unit->source->name)
		rename_source(unit, words->word[1]);
}

/* --- which --- */

static const struct {
	const char *name;
	void (*handle)(struct dt_unit *unit, struct words *words);
} pragmas[] = {
	{"attributes", pragma_attributes},
	{"binding", pragma_binding},
	{"depends_on", pragma_depends_on},
	{"option", pragma_option},
};

static void drop_words(struct words *words, int count)
{
	words->count -= count;
	memmove(words->word, words->word + count, words->count * sizeof(words->word[0]));
}

static void pragma(struct dt_unit *unit, struct words *words)
{
	const char *name;

	if (words->count < 2 || strcmp(words->word[1], "D"))
		return;
	name = words->count > 2 ? words->word[2] : "";
	for (size_t i = 0; i < sizeof(pragmas) / sizeof(pragmas[0]); i++) {
		if (strcmp(pragmas[i].name, name))
			continue;
		drop_words(words, 3);
		pragmas[i].handle(unit, words);
		return;
	}
	dt_fail_at(unit, NULL, D_PRAGMA_INVAL, "invalid D pragma: %s", name);
}

static bool is_preprocessors(const char *word)
{
	static const char *const words[] = {"include", "define", "undef", "if",
					    "ifdef",   "ifndef", "else",  "endif"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(words[i], word))
			return true;
	return false;
}

void dt_control_line(struct dt_unit *unit, char *text)
{
	struct words words;
	const char *name;

	if (*text == '!')
		return;
	blank_comments(text);
	name = dt_unit_strdup(unit, text + strspn(text, " \t"));
	split(text, &words);
	if (!words.count)
		return;
	if (!strcmp(words.word[0], "pragma")) {
		pragma(unit, &words);
	} else if (!strcmp(words.word[0], "error")) {
		dt_fail_at(unit, NULL, D_PRAGERR, "#%s", name);
	} else if (!strcmp(words.word[0], "line")) {
		drop_words(&words, 1);
		set_line(unit, &words);
	} else if (isdigit((unsigned char)*words.word[0])) {
		set_line(unit, &words);
	} else if (strcmp(words.word[0], "ident")) {
		dt_fail_at(unit, NULL, D_PRAGCTL_INVAL, "invalid control directive: #%s%s",
			   words.word[0],
			   is_preprocessors(words.word[0])
				   ? " is the preprocessor's, which reads a script: -C -s"
				   : "");
	}
}
