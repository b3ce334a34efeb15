/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Parsing of printf formats: a pure function of the text. See dt_format.h. */
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dt_format.h"

#define POINTER_WIDTH 16

struct parser {
	const char *at;
	struct dt_format *format;
	char *message;
	size_t message_size;
};

static int fail(struct parser *parser, const char *why, const char *from)
{
	snprintf(parser->message, parser->message_size, "%s in format conversion \"%.*s\"", why,
		 (int)(parser->at - from + (*parser->at != '\0')), from);
	return -1;
}

static struct dt_conversion *append(struct parser *parser)
{
	struct dt_format *format = parser->format;
	struct dt_conversion *more =
		realloc(format->conversions, (format->count + 1) * sizeof(*more));

	if (!more) {
		snprintf(parser->message, parser->message_size, "out of memory");
		return NULL;
	}
	format->conversions = more;
	more += format->count++;
	memset(more, 0, sizeof(*more));
	more->width = more->precision = -1;
	return more;
}

static void parse_flags(struct parser *parser, struct dt_conversion *conversion)
{
	static const char letters[] = "-+ #0'@";
	static const unsigned int flags[] = {DT_FORMAT_MINUS, DT_FORMAT_PLUS,  DT_FORMAT_SPACE,
					     DT_FORMAT_ALT,   DT_FORMAT_ZERO, DT_FORMAT_GROUP,
					     DT_FORMAT_AGG};
	const char *flag;

	while (*parser->at && (flag = strchr(letters, *parser->at))) {
		conversion->flags |= flags[flag - letters];
		parser->at++;
	}
}

static int parse_digits(struct parser *parser, int *number)
{
	*number = 0;
	while (isdigit((unsigned char)*parser->at)) {
		*number = *number * 10 + (*parser->at++ - '0');
		if (*number > DT_FORMAT_WIDTH_LIMIT)
			return -1;
	}
	return 0;
}

static int parse_width(struct parser *parser, struct dt_conversion *conversion, const char *from)
{
	if (*parser->at == '?') {
		conversion->width = POINTER_WIDTH;
		parser->at++;
	} else if (*parser->at == '*') {
		conversion->flags |= DT_FORMAT_DYNWIDTH;
		parser->at++;
	} else if (isdigit((unsigned char)*parser->at) && parse_digits(parser, &conversion->width)) {
		return fail(parser, "width too large", from);
	}
	if (*parser->at == '$')
		return fail(parser, "positional arguments are not supported", from);
	/* %-10@d is written as often as %@-10d. */
	if (*parser->at == '@') {
		conversion->flags |= DT_FORMAT_AGG;
		parser->at++;
	}
	if (*parser->at != '.')
		return 0;
	parser->at++;
	if (*parser->at == '*') {
		conversion->flags |= DT_FORMAT_DYNPREC;
		parser->at++;
		return 0;
	}
	if (parse_digits(parser, &conversion->precision))
		return fail(parser, "precision too large", from);
	return 0;
}

static void parse_modifier(struct parser *parser, struct dt_conversion *conversion)
{
	const char *at = parser->at;

	if (at[0] == 'h' && at[1] == 'h') {
		conversion->modifier = 'H';
		conversion->bytes = 1;
		parser->at += 2;
	} else if (at[0] == 'l' && at[1] == 'l') {
		conversion->modifier = 'q';
		conversion->bytes = 8;
		parser->at += 2;
	} else if (*at == 'h' || *at == 'l' || *at == 'L' || *at == 'w') {
		conversion->modifier = *at;
		conversion->bytes = *at == 'h' ? 2 : *at == 'l' ? 8 : 0;
		parser->at++;
	}
}

static const struct {
	char letter;
	enum dt_format_class class_;
	const char *modifiers; /* allowed ones */
} letters[] = {
	{'d', DT_FORMAT_INTEGER, "Hhlq"}, {'i', DT_FORMAT_INTEGER, "Hhlq"},
	{'o', DT_FORMAT_INTEGER, "Hhlq"}, {'u', DT_FORMAT_INTEGER, "Hhlq"},
	{'x', DT_FORMAT_INTEGER, "Hhlq"}, {'X', DT_FORMAT_INTEGER, "Hhlq"},
	{'c', DT_FORMAT_CHAR, "lw"},	  {'C', DT_FORMAT_ESCCHAR, ""},
	{'s', DT_FORMAT_STRING, "lw"},	  {'S', DT_FORMAT_ESCSTRING, ""},
	{'p', DT_FORMAT_POINTER, ""},	  {'a', DT_FORMAT_KADDR, ""},
	{'A', DT_FORMAT_UADDR, ""},	  {'k', DT_FORMAT_STACK, ""},
	{'T', DT_FORMAT_TIME, ""},	  {'Y', DT_FORMAT_TIME, ""},
	{'P', DT_FORMAT_PORT, ""},	  {'I', DT_FORMAT_IP, ""},
	{'e', DT_FORMAT_FLOAT, "lL"},	  {'E', DT_FORMAT_FLOAT, "lL"},
	{'f', DT_FORMAT_FLOAT, "lL"},	  {'g', DT_FORMAT_FLOAT, "lL"},
	{'G', DT_FORMAT_FLOAT, "lL"},	  {'%', DT_FORMAT_PERCENT, ""},
};

static int parse_letter(struct parser *parser, struct dt_conversion *conversion, const char *from)
{
	/* %@ alone is a whole value: a distribution's table, or a number. */
	bool bare = (conversion->flags & DT_FORMAT_AGG) &&
		    !isalpha((unsigned char)*parser->at) && *parser->at != '%';

	if (bare) {
		conversion->class_ = DT_FORMAT_INTEGER;
		conversion->conversion = 'd';
		return 0;
	}
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		if (letters[i].letter != *parser->at)
			continue;
		if (conversion->modifier && !strchr(letters[i].modifiers, conversion->modifier))
			return fail(parser, "size modifier does not fit", from);
		if (conversion->class_ == DT_FORMAT_CHAR || letters[i].class_ == DT_FORMAT_CHAR ||
		    letters[i].class_ == DT_FORMAT_STRING)
			conversion->bytes = 0;
		conversion->class_ = letters[i].class_;
		conversion->conversion = *parser->at++;
		return 0;
	}
	return fail(parser, *parser->at ? "unknown letter" : "unfinished text", from);
}

static int parse_conversion(struct parser *parser)
{
	struct dt_conversion *conversion = append(parser);
	size_t length = strcspn(parser->at, "%");
	const char *from;

	if (!conversion)
		return -1;
	conversion->text = parser->at;
	conversion->text_length = length;
	parser->at += length;
	if (!*parser->at)
		return 0;
	from = parser->at++;
	parse_flags(parser, conversion);
	if (parse_width(parser, conversion, from))
		return -1;
	parse_modifier(parser, conversion);
	return parse_letter(parser, conversion, from);
}

struct dt_format *dt_format_parse(const char *text, char *message, size_t size)
{
	struct dt_format *format = calloc(1, sizeof(*format));
	struct parser parser = {.format = format, .message = message, .message_size = size};

	if (format)
		format->text = strdup(text);
	if (!format || !format->text) {
		snprintf(message, size, "out of memory");
		free(format);
		return NULL;
	}
	parser.at = format->text;
	do {
		if (parse_conversion(&parser)) {
			dt_format_destroy(format);
			return NULL;
		}
	} while (format->conversions[format->count - 1].class_ != DT_FORMAT_LITERAL);
	return format;
}

void dt_format_destroy(struct dt_format *format)
{
	if (!format)
		return;
	free(format->conversions);
	free(format->text);
	free(format);
}

bool dt_format_takes_argument(const struct dt_conversion *conversion)
{
	return conversion->class_ != DT_FORMAT_LITERAL && conversion->class_ != DT_FORMAT_PERCENT;
}
