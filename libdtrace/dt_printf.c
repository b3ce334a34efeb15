/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Printing with a parsed format: printf(), system(), freopen() and printa().
 *
 * The compiler has checked the arguments and turned %d of an unsigned value
 * into %u, so records need no types here: size and conversion say all. A format
 * that does not fit its records (a foreign program) prints nothing for what is missing.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#include "dt_aggval.h"
#include "dt_consumer.h"
#include "dt_format.h"

/* Arguments not yet used, and what is being printed to. */
struct cursor {
	struct dtrace_hdl *hdl;
	FILE *out;
	const dtrace_recdesc_t *records;
	uint32_t count, at;
	const char *data;
	const dtrace_aggdata_t *const *aggregates;
	uint32_t aggregate_count, aggregate_at;
};

/* A conversion with its * resolved. */
struct shape {
	const struct dt_conversion *conversion;
	unsigned int flags;
	int width, precision; /* -1: none */
};

static const dtrace_recdesc_t *next_record(struct cursor *cursor, const char **data)
{
	const dtrace_recdesc_t *record;

	if (cursor->at >= cursor->count)
		return NULL;
	record = &cursor->records[cursor->at++];
	*data = cursor->data + record->offset;
	return record;
}

static int64_t load(const dtrace_recdesc_t *record, const char *data, bool is_signed)
{
	switch (record->size) {
	case 1:
		return is_signed ? *(const int8_t *)data : *(const uint8_t *)data;
	case 2:
		return is_signed ? *(const int16_t *)data : *(const uint16_t *)data;
	case 4:
		return is_signed ? *(const int32_t *)data : (int64_t) * (const uint32_t *)data;
	case 8:
		return *(const int64_t *)data;
	default:
		return 0;
	}
}

/* "%", flags, width, precision: room for any. */
#define SPEC_SIZE 64

static void spec(char *to, const struct shape *shape, unsigned int allowed, const char *tail)
{
	static const char letters[] = "-+ #0'";
	char width[16] = "", precision[16] = "";
	char flags[8];
	size_t count = 0;

	for (unsigned int i = 0; letters[i]; i++) {
		if (shape->flags & allowed & (1u << i))
			flags[count++] = letters[i];
	}
	flags[count] = '\0';
	if (shape->width >= 0)
		snprintf(width, sizeof(width), "%d", shape->width);
	if (shape->precision >= 0)
		snprintf(precision, sizeof(precision), ".%d", shape->precision);
	snprintf(to, SPEC_SIZE, "%%%s%s%s%s", flags, width, precision, tail);
}

/*
 * The flag ' groups digits as the user's locale does it (LC_NUMERIC), also in a program that has
 * not called setlocale(). In the C locale there are no groups.
 */
static locale_t enter_locale(struct cursor *cursor, const struct shape *shape)
{
	struct dt_output *output = cursor->hdl->output;

	if (!(shape->flags & DT_FORMAT_GROUP))
		return (locale_t)0;
	if (!output->numeric)
		output->numeric = newlocale(LC_NUMERIC_MASK, "", (locale_t)0);
	return output->numeric ? uselocale(output->numeric) : (locale_t)0;
}

static void leave_locale(locale_t before)
{
	if (before)
		uselocale(before);
}

#define ALL_FLAGS                                                                                 \
	(DT_FORMAT_MINUS | DT_FORMAT_PLUS | DT_FORMAT_SPACE | DT_FORMAT_ALT | DT_FORMAT_ZERO |    \
	 DT_FORMAT_GROUP)

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static int put_integer(struct cursor *cursor, const struct shape *shape, int64_t value)
{
	char format[SPEC_SIZE], tail[4] = {'l', 'l', shape->conversion->conversion, '\0'};

	locale_t before = enter_locale(cursor, shape);
	int error;

	spec(format, shape, ALL_FLAGS, tail);
	error = dt_printf(cursor->hdl, cursor->out, format, (long long)value);
	leave_locale(before);
	return error;
}

static int put_string(struct cursor *cursor, const struct shape *shape, const char *text)
{
	char format[SPEC_SIZE];

	spec(format, shape, DT_FORMAT_MINUS, "s");
	return dt_printf(cursor->hdl, cursor->out, format, text);
}

static int put_float(struct cursor *cursor, const struct shape *shape,
		     const dtrace_recdesc_t *record, const char *data)
{
	char format[SPEC_SIZE], tail[3] = {'L', shape->conversion->conversion, '\0'};
	locale_t before = enter_locale(cursor, shape);
	long double value = 0;
	int error;

	if (record->size == sizeof(float))
		value = *(const float *)data;
	else if (record->size == sizeof(double))
		value = *(const double *)data;
	else if (record->size == sizeof(long double))
		memcpy(&value, data, sizeof(value));
	spec(format, shape, ALL_FLAGS, tail);
	error = dt_printf(cursor->hdl, cursor->out, format, value);
	leave_locale(before);
	return error;
}

#pragma GCC diagnostic pop

static int print_integer(struct cursor *cursor, const struct shape *shape,
			 const dtrace_recdesc_t *record, const char *data)
{
	char letter = shape->conversion->conversion;

	return put_integer(cursor, shape, load(record, data, letter == 'd' || letter == 'i'));
}

static int print_pointer(struct cursor *cursor, const struct shape *shape,
			 const dtrace_recdesc_t *record, const char *data)
{
	struct dt_conversion hex = *shape->conversion;
	struct shape as_hex = *shape;

	hex.conversion = 'x';
	as_hex.conversion = &hex;
	return put_integer(cursor, &as_hex, load(record, data, false));
}

static int print_char(struct cursor *cursor, const struct shape *shape,
		      const dtrace_recdesc_t *record, const char *data)
{
	char text[MB_LEN_MAX + 1] = {(char)load(record, data, false), '\0'};
	mbstate_t state = {0};

	if (shape->conversion->modifier) {
		size_t length = wcrtomb(text, (wchar_t)load(record, data, false), &state);

		text[length == (size_t)-1 ? 0 : length] = '\0';
	} else if (!text[0] && shape->width < 0) {
		/* A NUL byte is written as such: scripts build binary output this way. */
		return dt_printf(cursor->hdl, cursor->out, "%c", 0);
	}
	return put_string(cursor, shape, text);
}

/* C escapes for what does not print, and for what would end a C string; returns bytes written, at most 4. */
static size_t escape(char *to, unsigned char c)
{
	static const char plain[] = "\a\b\f\n\r\t\v\\\"", letters[] = "abfnrtv\\\"";
	const char *known = c ? strchr(plain, c) : NULL;

	if (known)
		return sprintf(to, "\\%c", letters[known - plain]);
	if (c == '\0')
		return sprintf(to, "\\0");
	if (c >= 0x20 && c < 0x7f)
		return sprintf(to, "%c", c);
	return sprintf(to, "\\%03o", c);
}

static int print_escaped(struct cursor *cursor, const struct shape *shape, const char *data,
			 size_t size)
{
	char *text = malloc(4 * size + 5);
	size_t length = 0;
	int error;

	if (!text)
		return dt_set_error(cursor->hdl, EDT_NOMEM, NULL);
	for (size_t i = 0; i < size; i++)
		length += escape(text + length, data[i]);
	text[length] = '\0';
	error = put_string(cursor, shape, text);
	free(text);
	return error;
}

static int print_string(struct cursor *cursor, const struct shape *shape,
			const dtrace_recdesc_t *record, const char *data)
{
	char *text;
	int error;

	if (shape->conversion->class_ == DT_FORMAT_ESCSTRING)
		return print_escaped(cursor, shape, data, strnlen(data, record->size));
	text = strndup(data, record->size);
	if (!text)
		return dt_set_error(cursor->hdl, EDT_NOMEM, NULL);
	error = put_string(cursor, shape, text);
	free(text);
	return error;
}

static int print_address(struct cursor *cursor, const struct shape *shape,
			 const dtrace_recdesc_t *record, const char *data)
{
	char name[DTRACE_MODULE_LEN + DTRACE_FUNCTION_LEN + 32];
	const uint64_t *words = (const uint64_t *)data;

	if (record->size == 16)
		dtrace_uaddr2str(cursor->hdl, words[0], words[1], name, sizeof(name));
	else if (shape->conversion->class_ == DT_FORMAT_UADDR)
		dtrace_uaddr2str(cursor->hdl, cursor->hdl->target, load(record, data, false), name,
				 sizeof(name));
	else
		dtrace_addr2str(cursor->hdl, load(record, data, false), name, sizeof(name));
	return put_string(cursor, shape, name);
}

static int print_stack(struct cursor *cursor, const struct shape *shape,
		       const dtrace_recdesc_t *record, const char *data)
{
	int indent = shape->width >= 0 && (shape->flags & DT_FORMAT_MINUS) ?
			     shape->width :
			     (int)dt_option(cursor->hdl, DTRACEOPT_STACKINDENT);

	if (record->action == DTRACEACT_STACK)
		return dt_print_stack(cursor->hdl, cursor->out, (const uint64_t *)data,
				      record->size / 8, indent);
	return dt_print_ustack(cursor->hdl, cursor->out, data, record->arg, record->size, indent);
}

static int print_time(struct cursor *cursor, const struct shape *shape,
		      const dtrace_recdesc_t *record, const char *data)
{
	time_t seconds = load(record, data, true) / 1000000000;
	char text[64];
	struct tm local;

	if (!localtime_r(&seconds, &local))
		return put_string(cursor, shape, "(no such time)");
	if (shape->conversion->conversion == 'Y')
		strftime(text, sizeof(text), "%Y %b %e %T", &local);
	else
		strftime(text, sizeof(text), "%a, %d %b %G %T %Z", &local);
	return put_string(cursor, shape, text);
}

static int print_port(struct cursor *cursor, const struct shape *shape,
		      const dtrace_recdesc_t *record, const char *data)
{
	uint16_t port = load(record, data, false);
	struct servent entry, *found = NULL;
	char buffer[1024], number[8];

	snprintf(number, sizeof(number), "%u", port);
	if (getservbyport_r(htons(port), NULL, &entry, buffer, sizeof(buffer), &found))
		found = NULL;
	return put_string(cursor, shape, found ? found->s_name : number);
}

static int print_host(struct cursor *cursor, const struct shape *shape,
		      const dtrace_recdesc_t *record, const char *data)
{
	char text[INET6_ADDRSTRLEN] = "", name[NI_MAXHOST];
	struct sockaddr_in v4 = {.sin_family = AF_INET};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
	int failed = -1;

	memcpy(text, data, strnlen(data, record->size < sizeof(text) - 1 ? record->size :
									   sizeof(text) - 1));
	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		failed = getnameinfo((struct sockaddr *)&v4, sizeof(v4), name, sizeof(name), NULL, 0,
				     NI_NAMEREQD);
	else if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1)
		failed = getnameinfo((struct sockaddr *)&v6, sizeof(v6), name, sizeof(name), NULL, 0,
				     NI_NAMEREQD);
	return put_string(cursor, shape, failed ? text : name);
}

static int print_escaped_char(struct cursor *cursor, const struct shape *shape,
			      const dtrace_recdesc_t *record, const char *data)
{
	char c = load(record, data, false);

	return print_escaped(cursor, shape, &c, 1);
}

/* ORDER: enum dt_format_class. */
static int (*const printers[])(struct cursor *cursor, const struct shape *shape,
			       const dtrace_recdesc_t *record, const char *data) = {
	[DT_FORMAT_INTEGER] = print_integer, [DT_FORMAT_CHAR] = print_char,
	[DT_FORMAT_ESCCHAR] = print_escaped_char, [DT_FORMAT_STRING] = print_string,
	[DT_FORMAT_ESCSTRING] = print_string, [DT_FORMAT_POINTER] = print_pointer,
	[DT_FORMAT_FLOAT] = put_float,	     [DT_FORMAT_KADDR] = print_address,
	[DT_FORMAT_UADDR] = print_address,   [DT_FORMAT_STACK] = print_stack,
	[DT_FORMAT_TIME] = print_time,	     [DT_FORMAT_PORT] = print_port,
	[DT_FORMAT_IP] = print_host,
};

/* The next aggregation's value; the last is repeated for superfluous %@. */
static int print_aggregation(struct cursor *cursor, const struct shape *shape)
{
	const dtrace_aggdata_t *aggregate;
	const dtrace_recdesc_t *value;

	if (!cursor->aggregate_count)
		return 0;
	aggregate = cursor->aggregates[cursor->aggregate_at];
	if (cursor->aggregate_at + 1 < cursor->aggregate_count)
		cursor->aggregate_at++;
	value = &aggregate->records[aggregate->record_count - 1];
	if (dt_aggval_is_distribution(value->action))
		return dt_print_aggregate_value(cursor->hdl, cursor->out, aggregate, value,
						aggregate->data + value->offset);
	return put_integer(cursor, shape, dt_aggval_number(aggregate));
}

/* The argument of a *, -1 without one; a program must not fill the disk with one number. */
static int dynamic_number(struct cursor *cursor)
{
	const char *data;
	const dtrace_recdesc_t *record = next_record(cursor, &data);
	int64_t number = record ? load(record, data, true) : -1;

	if (number > DT_FORMAT_WIDTH_LIMIT)
		return DT_FORMAT_WIDTH_LIMIT;
	return number < -DT_FORMAT_WIDTH_LIMIT ? -DT_FORMAT_WIDTH_LIMIT : (int)number;
}

static int resolve_dynamic(struct cursor *cursor, struct shape *shape)
{
	bool given = cursor->at < cursor->count;

	if (shape->conversion->flags & DT_FORMAT_DYNWIDTH) {
		shape->width = dynamic_number(cursor);
		if (given && shape->width < 0) {
			shape->flags |= DT_FORMAT_MINUS;
			shape->width = -shape->width;
		}
	}
	if (shape->conversion->flags & DT_FORMAT_DYNPREC)
		shape->precision = dynamic_number(cursor);
	return 0;
}

static int print_conversion(struct cursor *cursor, const struct dt_conversion *conversion)
{
	struct shape shape = {conversion, conversion->flags, conversion->width,
			      conversion->precision};
	const dtrace_recdesc_t *record;
	const char *data;

	if (conversion->text_length &&
	    dt_printf(cursor->hdl, cursor->out, "%.*s", (int)conversion->text_length,
		      conversion->text))
		return -1;
	if (conversion->class_ == DT_FORMAT_PERCENT)
		return dt_printf(cursor->hdl, cursor->out, "%%");
	if (conversion->class_ == DT_FORMAT_LITERAL)
		return 0;
	resolve_dynamic(cursor, &shape);
	if (conversion->flags & DT_FORMAT_AGG)
		return print_aggregation(cursor, &shape);
	record = next_record(cursor, &data);
	return record ? printers[conversion->class_](cursor, &shape, record, data) : 0;
}

/* Of a row by printa(): its conversions one by one, and its end. */
static int hand_over(const struct cursor *cursor, const struct dt_conversion *conversion)
{
	uint32_t flags = DTRACE_BUFDATA_AGGFORMAT;

	if (conversion->class_ == DT_FORMAT_LITERAL)
		flags |= DTRACE_BUFDATA_AGGLAST;
	else if (conversion->flags & DT_FORMAT_AGG)
		flags |= DTRACE_BUFDATA_AGGVAL;
	else if (conversion->class_ != DT_FORMAT_PERCENT)
		flags |= DTRACE_BUFDATA_AGGKEY;
	return dt_buffered_flush(cursor->hdl, NULL, NULL,
				 cursor->aggregate_count ? cursor->aggregates[0] : NULL, flags);
}

int dt_format_print(struct dtrace_hdl *hdl, FILE *out, const char *format,
		    const dtrace_recdesc_t *records, uint32_t count, const char *data,
		    const dtrace_aggdata_t *const *aggregates, uint32_t aggregate_count)
{
	struct cursor cursor = {.hdl = hdl,
				.out = out,
				.records = records,
				.data = data,
				.aggregates = aggregates,
				.aggregate_count = aggregate_count};
	struct dt_format *parsed;
	char message[128];
	int error = 0;

	/*
	 * Without arguments, or with a stack for the first one, the format has a record of its own.
	 */
	if (count && !records[0].size) {
		cursor.records++;
		count--;
	}
	cursor.count = count;
	parsed = dt_format_parse(format, message, sizeof(message));
	if (!parsed)
		return dt_set_error(hdl, EDT_MESSAGE, "%s", message);
	for (size_t i = 0; i < parsed->count && !error; i++) {
		error = print_conversion(&cursor, &parsed->conversions[i]);
		if (!error && aggregates)
			error = hand_over(&cursor, &parsed->conversions[i]);
	}
	dt_format_destroy(parsed);
	return error ? -1 : (int)cursor.at;
}
