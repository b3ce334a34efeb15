/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Macro arguments ($1, $$1) and macro variables ($target, $pid …).
 */
#include "dt_literal.h"
#include "dt_unit.h"
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* --- variables --------------------------------------------------------------------------- */

static int64_t target(struct dt_unit *unit)
{
	return unit->hdl->target;
}

static int64_t own_pid(struct dt_unit *unit)
{
	return getpid();
}

static int64_t own_ppid(struct dt_unit *unit)
{
	return getppid();
}

static int64_t own_pgid(struct dt_unit *unit)
{
	return getpgid(0);
}

static int64_t own_sid(struct dt_unit *unit)
{
	return getsid(0);
}

static int64_t own_uid(struct dt_unit *unit)
{
	return getuid();
}

static int64_t own_euid(struct dt_unit *unit)
{
	return geteuid();
}

static int64_t own_gid(struct dt_unit *unit)
{
	return getgid();
}

static int64_t own_egid(struct dt_unit *unit)
{
	return getegid();
}

static const struct macro_variable {
	const char *name;
	int64_t (*value)(struct dt_unit *unit);
	const char *reason; /* why Linux has none */
} variables[] = {
	{"egid", own_egid},
	{"euid", own_euid},
	{"gid", own_gid},
	{"pgid", own_pgid},
	{"pid", own_pid},
	{"ppid", own_ppid},
	{"projid", NULL, "there are no projects"},
	{"sid", own_sid},
	{"target", target},
	{"taskid", NULL, "there are no tasks in projects"},
	{"uid", own_uid},
};

static int64_t variable_value(struct dt_unit *unit, const char *name)
{
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		if (strcmp(variables[i].name, name))
			continue;
		if (!variables[i].value)
			dt_fail_at(unit, NULL, D_MACRO_UNDEF,
				   "macro variable $%s is not available on Linux: %s", name,
				   variables[i].reason);
		return variables[i].value(unit);
	}
	dt_fail_at(unit, NULL, D_MACRO_UNDEF, "unknown macro variable: $%s", name);
}

/* --- arguments ------------------------------------------------------------------------------- */

static const char *argument_text(struct dt_unit *unit, const char *number)
{
	long index;

	errno = 0;
	index = strtol(number, NULL, 10);
	if (errno || index > INT32_MAX)
		dt_fail_at(unit, NULL, D_MACRO_OFLOW, "macro argument number is too big: $%s",
			   number);
	if (index < unit->argument_count) {
		unit->arguments[index].referenced = true;
		return unit->arguments[index].text;
	}
	if (!(unit->cflags & DTRACE_C_DEFARG))
		dt_fail_at(unit, NULL, D_MACRO_UNDEF, "macro argument $%s is not defined", number);
	return NULL;
}

static bool is_identifier(const char *text)
{
	if (!isalpha((unsigned char)*text) && *text != '_' && *text != '`')
		return false;
	while (isalnum((unsigned char)*text) || *text == '_' || *text == '`')
		text++;
	return *text == '\0';
}

/* An argument that begins like a number must be one, as a mistyped number is more likely than a
 * name. */
static bool expand_number(struct dt_unit *unit, const char *text, struct dt_macro *macro)
{
	bool negative = *text == '-';
	const char *digits = text + (negative || *text == '+');

	if (!isdigit((unsigned char)*digits))
		return false;
	switch (dt_integer_parse(digits, &macro->value, &macro->type)) {
	case DT_LITERAL_OVERFLOW:
		dt_fail_at(unit, NULL, D_MACRO_OFLOW, "macro argument is too big for 64 bits: %s",
			   text);
	case DT_LITERAL_DIGIT:
		return false;
	case DT_LITERAL_OK:
		break;
	}
	if (negative)
		macro->value = -macro->value;
	return true;
}

/* Quotes around all of it, which keep a shell's word from being a number or a name, are no part of it. */
static const char *without_quotes(struct dt_unit *unit, const char *text)
{
	size_t length = strlen(text);

	if (length < 2 || *text != '"' || text[length - 1] != '"')
		return text;
	return dt_unit_strndup(unit, text + 1, length - 2);
}

static void expand_argument(struct dt_unit *unit, const char *number, bool quoted,
			    struct dt_macro *macro)
{
	const char *text = argument_text(unit, number);

	macro->type = DT_INT;
	macro->text = text ? text : "";
	macro->is_string = quoted || !strcmp(number, "0");
	if (macro->is_string || !text || expand_number(unit, text, macro))
		return;
	macro->is_ident = is_identifier(text);
	macro->is_string = !macro->is_ident;
	if (macro->is_string)
		macro->text = without_quotes(unit, text);
}

void dt_macro_expand(struct dt_unit *unit, const char *name, struct dt_macro *macro)
{
	bool quoted = name[1] == '$';

	name += 1 + quoted;
	memset(macro, 0, sizeof(*macro));
	if (isdigit((unsigned char)*name)) {
		expand_argument(unit, name, quoted, macro);
		return;
	}
	macro->value = variable_value(unit, name);
	macro->type = DT_INT;
	macro->is_string = quoted;
	if (quoted)
		macro->text = dt_unit_format(unit, "%lld", (long long)macro->value);
}

/* --- in probe descriptions --- */

static size_t macro_length(const char *text)
{
	size_t start = text[1] == '$' ? 2 : 1, length = start;

	if (isdigit((unsigned char)text[length]))
		length += strspn(text + length, "0123456789");
	else
		while (isalnum((unsigned char)text[length]) || text[length] == '_')
			length++;
	return length > start ? length : 0;
}

static const char *spec_text(struct dt_unit *unit, const char *name)
{
	struct dt_macro macro;

	if (isdigit((unsigned char)name[strspn(name, "$")])) {
		const char *text = argument_text(unit, name + strspn(name, "$"));

		return text ? text : "";
	}
	dt_macro_expand(unit, name, &macro);
	return dt_unit_format(unit, "%lld", (long long)macro.value);
}

char *dt_macro_substitute(struct dt_unit *unit, const char *spec)
{
	const char *dollar = strchr(spec, '$');
	size_t length;

	if (!dollar)
		return dt_unit_strdup(unit, spec);
	length = macro_length(dollar);
	if (!length)
		dt_fail_at(unit, NULL, D_PDESC_INVAL,
			   "invalid macro reference in probe description: %s", spec);
	return dt_unit_format(unit, "%.*s%s%s", (int)(dollar - spec), spec,
			      spec_text(unit, dt_unit_strndup(unit, dollar, length)),
			      dt_macro_substitute(unit, dollar + length));
}

/* Arguments are given from the left, so the last one tells whether there are too many. */
void dt_macros_check(struct dt_unit *unit)
{
	int last = unit->argument_count - 1;

	if (last < 1 || unit->cflags & DTRACE_C_ARGREF || unit->arguments[last].referenced)
		return;
	dt_fail_at(unit, NULL, D_MACRO_UNUSED, "extraneous argument '%s' ($%d is not referenced)",
		   unit->arguments[last].text, last);
}
