/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Where all text of the consumer goes, and the layouts of single values:
 * numbers, bytes, symbols, stacks.
 *
 * Text goes to the caller's stream or, without one, to the buffered handler, a statement (of an
 * aggregation: a key, a value) at a time. A
 * stream that fails (a closed pipe, a full disk) is an error of the library, told once.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "dt_consumer.h"

int dt_buffered_flush(struct dtrace_hdl *hdl, const dtrace_probedata_t *probe,
		      const dtrace_recdesc_t *record, const dtrace_aggdata_t *aggregate,
		      uint32_t flags)
{
	struct dt_consumer *consumer = hdl->consumer;
	dtrace_bufdata_t data = {.hdl = hdl,
				 .buffered = consumer->text,
				 .probe = probe,
				 .record = record,
				 .aggregate = aggregate,
				 .flags = flags};

	if (!consumer->text_length)
		return 0;
	consumer->text_length = 0;
	if (consumer->buffered_handler &&
	    consumer->buffered_handler(&data, consumer->buffered_argument) == DTRACE_HANDLE_ABORT)
		return dt_set_error(hdl, EDT_DIRABORT, NULL);
	return 0;
}

static int keep(struct dtrace_hdl *hdl, const char *text, size_t length)
{
	struct dt_consumer *consumer = hdl->consumer;
	size_t room = consumer->text_room;
	char *more;

	if (!consumer->buffered_handler)
		return dt_set_error(hdl, EDT_MESSAGE, "there is neither a stream nor a handler for output");
	while (room < consumer->text_length + length + 1)
		room = room ? 2 * room : 256;
	more = room == consumer->text_room ? consumer->text : realloc(consumer->text, room);
	if (!more)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	consumer->text = more;
	consumer->text_room = room;
	memcpy(more + consumer->text_length, text, length + 1);
	consumer->text_length += length;
	return 0;
}

int dt_printf(struct dtrace_hdl *hdl, FILE *out, const char *format, ...)
{
	va_list list;
	char *text;
	int result;

	va_start(list, format);
	if (out) {
		result = vfprintf(out, format, list);
		va_end(list);
		return result < 0 ? dt_set_error(hdl, EDT_OUTPUT, "cannot write output: %s",
						 strerror(errno)) :
				    0;
	}
	result = vasprintf(&text, format, list);
	va_end(list);
	if (result < 0)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	result = keep(hdl, text, (size_t)result);
	free(text);
	return result;
}

static int flush(struct dtrace_hdl *hdl, FILE *out)
{
	if (!out)
		return dt_buffered_flush(hdl, NULL, NULL, NULL, 0);
	if (fflush(out))
		return dt_set_error(hdl, EDT_OUTPUT, "cannot write output: %s", strerror(errno));
	/* An earlier failure, whose reason is gone. */
	return ferror(out) ? dt_set_error(hdl, EDT_OUTPUT, NULL) : 0;
}

int dt_flush(struct dtrace_hdl *hdl, FILE *out)
{
	int error = flush(hdl, hdl->consumer->redirected);

	return error ? error : flush(hdl, out);
}

/* --- bytes ------------------------------------------------------------------------------ */

static bool is_text(char c)
{
	return isprint((unsigned char)c) || isspace((unsigned char)c) || c == '\a' || c == '\b';
}

/* Text up to a NUL (or the end) and nothing but NULs behind it? */
static bool is_string(const char *data, size_t size)
{
	size_t length = 0;

	while (length < size && is_text(data[length]))
		length++;
	for (size_t i = length; i < size; i++) {
		if (data[i])
			return false;
	}
	return true;
}

static int dump_row(struct dtrace_hdl *hdl, FILE *out, const unsigned char *row, size_t count,
		    size_t offset)
{
	char hex[16 * 3 + 1] = "", text[17] = "";

	for (size_t i = 0; i < 16; i++) {
		if (i < count)
			snprintf(hex + 3 * i, 4, " %02x", row[i]);
		else
			strcpy(hex + 3 * i, "   ");
		if (i < count)
			text[i] = row[i] >= 0x20 && row[i] < 0x7f ? row[i] : '.';
	}
	return dt_printf(hdl, out, "%5s%5zx:%s  %s\n", "", offset, hex, text);
}

static int dump(struct dtrace_hdl *hdl, FILE *out, const void *data, size_t size)
{
	if (dt_printf(hdl, out, "\n%11s  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f"
				"  0123456789abcdef\n",
		      ""))
		return -1;
	for (size_t at = 0; at < size; at += 16) {
		if (dump_row(hdl, out, (const unsigned char *)data + at,
			     size - at < 16 ? size - at : 16, at))
			return -1;
	}
	return 0;
}

int dt_print_bytes(struct dtrace_hdl *hdl, FILE *out, const void *data, size_t size, int width,
		   bool quiet, bool raw)
{
	if (raw || !is_string(data, size))
		return dump(hdl, out, data, size);
	if (quiet)
		return dt_printf(hdl, out, "%.*s", (int)strnlen(data, size), (const char *)data);
	return dt_printf(hdl, out, "  %-*.*s", width, (int)strnlen(data, size), (const char *)data);
}

/* --- integers and keys --------------------------------------------------------------------- */

/*
 * A wide value is printed signed, whatever its type, as it always was; a narrow one as its type
 * says.
 */
static int print_integer(struct dtrace_hdl *hdl, FILE *out, const dtrace_recdesc_t *record,
			 const char *data, bool quiet)
{
	bool is_signed = record->flags & DTRACE_RECORD_SIGNED;
	int64_t value = 0;

	switch (record->size) {
	case 8:
		memcpy(&value, data, 8);
		return dt_printf(hdl, out, quiet ? "%" PRId64 : " %16" PRId64, value);
	case 4:
		value = *(const int32_t *)data;
		return dt_printf(hdl, out, quiet ? "%d" : " %8d", (int)value);
	case 2:
		value = is_signed ? *(const int16_t *)data : *(const uint16_t *)data;
		return dt_printf(hdl, out, quiet ? "%d" : " %5d", (int)value);
	default:
		value = is_signed ? *(const int8_t *)data : *(const uint8_t *)data;
		return dt_printf(hdl, out, quiet ? "%d" : " %3d", (int)value);
	}
}

static bool is_integer(const dtrace_recdesc_t *record)
{
	return !(record->flags & DTRACE_RECORD_STRING) &&
	       (record->size == 1 || record->size == 2 || record->size == 4 || record->size == 8);
}

int dt_print_record(struct dtrace_hdl *hdl, FILE *out, const dtrace_recdesc_t *record,
		    const char *data, int width, bool quiet)
{
	bool raw = dt_option(hdl, DTRACEOPT_RAWBYTES);

	switch (record->action) {
	case DTRACEACT_STACK:
		return dt_print_stack(hdl, out, (const uint64_t *)data, record->size / 8,
				      dt_option(hdl, DTRACEOPT_STACKINDENT));
	case DTRACEACT_USTACK:
	case DTRACEACT_JSTACK:
		return dt_print_ustack(hdl, out, data, record->arg, record->size,
				       dt_option(hdl, DTRACEOPT_STACKINDENT));
	case DTRACEACT_SYM:
	case DTRACEACT_MOD:
	case DTRACEACT_USYM:
	case DTRACEACT_UMOD:
	case DTRACEACT_UADDR:
		return dt_print_symbol(hdl, out, record->action, data, 50);
	case DTRACEACT_TRACEMEM:
		return dump(hdl, out, data, record->size);
	default:
		break;
	}
	if (is_integer(record) && !raw)
		return print_integer(hdl, out, record, data, quiet);
	return dt_print_bytes(hdl, out, data, record->size, width, quiet, raw);
}

/* --- symbols and stacks ----------------------------------------------------------------------- */

int dt_print_stack(struct dtrace_hdl *hdl, FILE *out, const uint64_t *frames, size_t count,
		   int indent)
{
	char name[DTRACE_MODULE_LEN + DTRACE_FUNCTION_LEN + 32];

	if (dt_printf(hdl, out, "\n"))
		return -1;
	for (size_t i = 0; i < count && frames[i]; i++) {
		dtrace_addr2str(hdl, frames[i], name, sizeof(name));
		if (dt_printf(hdl, out, "%*s%s\n", indent, "", name))
			return -1;
	}
	return 0;
}

/* What a helper says of a frame: where nothing is known of the place, instead of it; else, if marked by
 * an @, under it. */
static int print_named_frame(struct dtrace_hdl *hdl, FILE *out, const char *place, const char *said,
			     int indent)
{
	if (*said && *said != '@' && !strncmp(place, "0x", 2))
		place = said;
	if (dt_printf(hdl, out, "%*s%s\n", indent, "", place))
		return -1;
	if (*said == '@' && dt_printf(hdl, out, "%*s  [ %s ]\n", indent, "", said + 1))
		return -1;
	return 0;
}

/* The next of the strings behind the frames: "" when they end. */
static const char *next_name(const char **at, const char *end)
{
	const char *name = *at, *stop = memchr(name, '\0', (size_t)(end - name));

	if (!stop)
		return "";
	*at = stop + 1;
	return name;
}

int dt_print_ustack(struct dtrace_hdl *hdl, FILE *out, const char *data, uint64_t arg, size_t size,
		    int indent)
{
	const uint64_t *words = (const uint64_t *)data;
	size_t frames = (uint32_t)arg;
	const char *names, *end = data + size;
	char name[DTRACE_MODULE_LEN + DTRACE_FUNCTION_LEN + 32];

	if (dt_printf(hdl, out, "\n"))
		return -1;
	if (size / 8 < frames + 1)
		frames = size / 8 ? size / 8 - 1 : 0;
	names = (const char *)(words + frames + 1);
	for (size_t i = 1; i <= frames && words[i]; i++) {
		dtrace_uaddr2str(hdl, words[0], words[i], name, sizeof(name));
		if (print_named_frame(hdl, out, name, next_name(&names, end), indent))
			return -1;
	}
	return 0;
}

/* mod() and umod(): only what stands before the backtick. */
static void cut_to_module(char *name)
{
	char *tick = strchr(name, '`');

	if (tick)
		*tick = '\0';
}

/* sym(): without an offset, so that a key stands for the whole function. */
static void cut_offset(char *name)
{
	char *plus = strrchr(name, '+'); /* "operator+" has one too */

	if (plus && !strncmp(plus, "+0x", 3))
		*plus = '\0';
}

int dt_print_symbol(struct dtrace_hdl *hdl, FILE *out, int action, const char *data, int width)
{
	const uint64_t *words = (const uint64_t *)data;
	char name[DTRACE_MODULE_LEN + DTRACE_FUNCTION_LEN + 32];

	if (action == DTRACEACT_SYM || action == DTRACEACT_MOD)
		dtrace_addr2str(hdl, words[0], name, sizeof(name));
	else
		dtrace_uaddr2str(hdl, words[0], words[1], name, sizeof(name));
	if (action == DTRACEACT_MOD || action == DTRACEACT_UMOD)
		cut_to_module(name);
	else if (action != DTRACEACT_UADDR)
		cut_offset(name);
	return dt_printf(hdl, out, "  %-*s", width, name);
}
