/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Errors: what a handle says about its last failure, and how a compilation
 * fails. A compile error is one line in the classic shape; its place, the
 * source line and a suggestion are kept beside it for whoever wants to show more.
 */
#include "dt_consumer.h"
#include "dt_unit.h"
#include <stdlib.h>
#include <time.h>

static const struct {
	int error;
	const char *text;
} fixed_texts[] = {
	{EDT_VERSION, "Client requested version newer than libdtrace"},
	{EDT_NOMEM, "Memory allocation failure"},
	{EDT_BADSPEC, "Invalid probe specifier"},
	{EDT_NOPROBE, "Probe description does not match any probes"},
	{EDT_COMPILER, "Failed to compile program"},
	{EDT_BADOPTNAME, "Invalid option name"},
	{EDT_BADOPTVAL, "Invalid value for specified option"},
	{EDT_BADOPTCTX, "Operation illegal when tracing is active"},
	{EDT_DESTRUCTIVE, "Destructive actions not allowed"},
	{EDT_ENABLE, "Could not enable tracing"},
	{EDT_BUFTOOSMALL, "Enabling exceeds size of buffer"},
	{EDT_ACCESS, "DTrace requires additional privileges"},
	{EDT_NODEV, "DTrace device not available on system"},
	{EDT_BADAGG, "Invalid aggregation description"},
	{EDT_PROC, "Failed to control the target process"},
	{EDT_ACTIVE, "Operation illegal when tracing is active"},
	{EDT_OUTPUT, "Failed to write output"},
	{EDT_DIRABORT, "Abort directed by a handler"},
	{EDT_NOANON, "No anonymous tracing state"},
	{EDT_UNSUPPORTED, "Operation not supported on this system"},
	{EDT_NOSYM, "No symbol table data for the request"},
	{EDT_NOTYPE, "No type data for the request"},
	{EDT_BADRVAL, "Invalid return value from callback"},
	{EDT_ERRABORT, "Abort due to error"},
	{EDT_DROPABORT, "Abort due to drop"},
	{EDT_MESSAGE, "Operation failed"},
};

static const char *error_text(int error)
{
	for (size_t i = 0; i < sizeof(fixed_texts) / sizeof(fixed_texts[0]); i++)
		if (fixed_texts[i].error == error)
			return fixed_texts[i].text;
	return error < EDT_BASE ? strerror(error) : "Unknown error";
}

void dt_debug(struct dtrace_hdl *hdl, const char *format, ...)
{
	struct timespec now;
	va_list list;

	if (!hdl->output || !hdl->output->switches[DT_SWITCH_DEBUG])
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	fprintf(stderr, "libdtrace DEBUG %lld.%06ld: ", (long long)now.tv_sec, now.tv_nsec / 1000);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fputc('\n', stderr);
}

static void forget_place(struct dtrace_hdl *hdl)
{
	free(hdl->place_file);
	free(hdl->place_source);
	free(hdl->place_suggestion);
	hdl->place_file = hdl->place_source = hdl->place_suggestion = NULL;
	memset(&hdl->place, 0, sizeof(hdl->place));
}

static void keep_message(struct dtrace_hdl *hdl, int error, char *message)
{
	free(hdl->message);
	hdl->message = message;
	hdl->error = error;
}

int dt_set_error(struct dtrace_hdl *hdl, int error, const char *format, ...)
{
	char *message = NULL;
	va_list arguments;

	if (format) {
		va_start(arguments, format);
		if (vasprintf(&message, format, arguments) < 0)
			message = NULL;
		va_end(arguments);
	}
	forget_place(hdl);
	keep_message(hdl, error, message);
	return -1;
}

int dt_handler_answer(struct dtrace_hdl *hdl, int answer)
{
	if (answer == DTRACE_HANDLE_OK)
		return 0;
	return dt_set_error(hdl, answer == DTRACE_HANDLE_ABORT ? EDT_DIRABORT : EDT_BADRVAL, NULL);
}

int dtrace_errno(dtrace_hdl_t *hdl)
{
	return hdl->error;
}

/* What dtrace_open() said last in this thread, as there is no handle to ask then. */
static _Thread_local struct {
	int error;
	char text[512];
} open_error;

void dt_keep_open_error(struct dtrace_hdl *hdl)
{
	open_error.error = hdl->error;
	snprintf(open_error.text, sizeof(open_error.text), "%s", dtrace_errmsg(hdl, hdl->error));
}

const char *dtrace_errmsg(dtrace_hdl_t *hdl, int error)
{
	if (hdl && hdl->message && error == hdl->error)
		return hdl->message;
	if (!hdl && error && error == open_error.error)
		return open_error.text;
	return error_text(error);
}

void dt_error_close(struct dtrace_hdl *hdl)
{
	forget_place(hdl);
	free(hdl->message);
	hdl->message = NULL;
}

const struct dtrace_errplace *dtrace_errplace(dtrace_hdl_t *hdl)
{
	return &hdl->place;
}

/* --- compile errors --- */

/* The line of the text that holds the offset. */
static char *source_line(const struct dt_position *place)
{
	const struct dt_source *source = place->source;
	const char *start, *end, *limit;

	if (!source || !source->text || place->offset > source->size)
		return NULL;
	limit = source->text + source->size;
	start = end = source->text + place->offset;
	while (start > source->text && start[-1] != '\n')
		start--;
	while (end < limit && *end != '\n')
		end++;
	return strndup(start, end - start);
}

static void keep_place(struct dtrace_hdl *hdl, const struct dt_position *place,
		       const char *suggestion)
{
	const struct dt_source *source = place->source;

	forget_place(hdl);
	if (source && source->name)
		hdl->place_file = strdup(source->name);
	hdl->place_source = source_line(place);
	if (suggestion && asprintf(&hdl->place_suggestion, "did you mean %s?", suggestion) < 0)
		hdl->place_suggestion = NULL;
	hdl->place.file = hdl->place_file;
	hdl->place.source = hdl->place_source;
	hdl->place.suggestion = hdl->place_suggestion;
	hdl->place.line = place->line;
	hdl->place.column = place->column;
}

/* "[D_X] line N: ", or what stands for it. */
static void error_prefix(const struct dt_unit *unit, const struct dt_position *place,
			 enum dt_errtag tag, char *to, size_t size)
{
	const struct dt_source *source = place->source;
	int length = 0;

	to[0] = '\0';
	if (unit->cflags & DTRACE_C_ETAGS)
		length = snprintf(to, size, "[%s] ", dt_errtag_name(tag));
	if (source && (source->library || source->included))
		snprintf(to + length, size - length, "\"%s\", line %d: ", source->name,
			 place->line);
	else if (source && source->name)
		snprintf(to + length, size - length, "line %d: ", place->line);
	else if (unit->region == DT_REGION_PREDICATE)
		snprintf(to + length, size - length, "in predicate: ");
	else if (unit->region == DT_REGION_ACTIONS)
		snprintf(to + length, size - length, "in action list: ");
}

static _Noreturn void fail(struct dt_unit *unit, const struct dt_position *place,
			   enum dt_errtag tag, const char *suggestion, const char *format,
			   va_list arguments)
{
	char prefix[512], *text = NULL, *message = NULL;

	if (!place)
		place = &unit->lexer.start;
	error_prefix(unit, place, tag, prefix, sizeof(prefix));
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	if (asprintf(&message, "%s%s", prefix, text ? text : "") < 0)
		message = NULL;
	free(text);
	keep_place(unit->hdl, place, suggestion);
	keep_message(unit->hdl, EDT_COMPILER, message);
	longjmp(unit->failure, 1);
}

void dt_fail_at(struct dt_unit *unit, const struct dt_position *place, enum dt_errtag tag,
		const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fail(unit, place, tag, NULL, format, arguments);
}

void dt_fail(struct dt_unit *unit, const struct dt_node *node, enum dt_errtag tag,
	     const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fail(unit, node ? &node->place : NULL, tag, NULL, format, arguments);
}

void dt_fail_suggest(struct dt_unit *unit, const struct dt_node *node, enum dt_errtag tag,
		     const char *suggestion, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fail(unit, node ? &node->place : NULL, tag, suggestion, format, arguments);
}

void dt_fail_memory(struct dt_unit *unit)
{
	dt_set_error(unit->hdl, EDT_NOMEM, NULL);
	longjmp(unit->failure, 1);
}

void dt_fail_again(struct dt_unit *unit)
{
	longjmp(unit->failure, 1);
}
