/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the command says on stderr: one clear line each, and on a terminal the
 * source line with a caret under the place.
 */
#include <ctype.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "dtrace_cmd.h"

void message(const char *format, ...)
{
	va_list list;

	fputs("dtrace: ", stderr);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fputc('\n', stderr);
}

void show_warnings(dtrace_hdl_t *hdl)
{
	const char *warning;

	while ((warning = dtrace_warning(hdl)))
		message("warning: %s", warning);
}

/* Tabs stay tabs, so that the caret stands under the right column whatever their width. */
static void show_place(const struct dtrace_errplace *place)
{
	if (place->source && place->column > 0) {
		fprintf(stderr, "  %s\n  ", place->source);
		for (int i = 1; i < place->column && place->source[i - 1]; i++)
			fputc(place->source[i - 1] == '\t' ? '\t' : ' ', stderr);
		fputs("^\n", stderr);
	}
	if (place->suggestion)
		fprintf(stderr, "  %s\n", place->suggestion);
}

int fail(dtrace_hdl_t *hdl, const char *format, ...)
{
	const struct dtrace_errplace *place = dtrace_errplace(hdl);
	va_list list;

	fputs("dtrace: ", stderr);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fprintf(stderr, "%s%s\n", *format ? ": " : "", dtrace_errmsg(hdl, dtrace_errno(hdl)));
	if (isatty(STDERR_FILENO))
		show_place(place);
	return 1;
}

/* The classic label of a description ends where its predicate, body or next clause begins. */
void source_label(const struct source *source, char *to, size_t size)
{
	size_t length;

	if (source->kind == SOURCE_FILE) {
		snprintf(to, size, "%s", source->text);
		return;
	}
	length = strcspn(source->text, "{/;");
	snprintf(to, size, "%.*s", (int)length, source->text);
}
