/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A printf() or printa() format, parsed: the compiler checks arguments against
 * it, the consumer prints with it.
 *
 *	%[-+ #0'*@ flags][width|*][.precision|.*][hh h l ll L w]conversion
 *
 * '?' as width means "wide enough for a pointer" (16). There is no %n$ and no %n.
 */
#ifndef DT_FORMAT_H
#define DT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DT_FORMAT_MINUS 0x01 /* '-' */
#define DT_FORMAT_PLUS 0x02  /* '+' */
#define DT_FORMAT_SPACE 0x04
#define DT_FORMAT_ALT 0x08   /* '#' */
#define DT_FORMAT_ZERO 0x10
#define DT_FORMAT_GROUP 0x20 /* ''' */
#define DT_FORMAT_AGG 0x40   /* '@': the next aggregation's value */
#define DT_FORMAT_DYNWIDTH 0x80
#define DT_FORMAT_DYNPREC 0x100

/* No width and no precision is larger: a format refuses it, a * is cut down to it. */
#define DT_FORMAT_WIDTH_LIMIT 65536

/* What an argument of a conversion must be. */
enum dt_format_class {
	DT_FORMAT_LITERAL, /* no conversion, only text (end of the format) */
	DT_FORMAT_PERCENT, /* %% */
	DT_FORMAT_INTEGER, /* d i o u x X */
	DT_FORMAT_CHAR,	   /* c wc lc: integer up to int */
	DT_FORMAT_ESCCHAR, /* C */
	DT_FORMAT_STRING,  /* s */
	DT_FORMAT_ESCSTRING, /* S */
	DT_FORMAT_POINTER, /* p: pointer or integer */
	DT_FORMAT_FLOAT,   /* e E f g G */
	DT_FORMAT_KADDR,   /* a */
	DT_FORMAT_UADDR,   /* A */
	DT_FORMAT_STACK,   /* k */
	DT_FORMAT_TIME,	   /* T, Y: signed 64 bits, ns */
	DT_FORMAT_PORT,	   /* P: uint16_t */
	DT_FORMAT_IP	   /* I: string */
};

struct dt_conversion {
	const char *text; /* literal before it, not terminated */
	size_t text_length;
	enum dt_format_class class_;
	unsigned int flags; /* DT_FORMAT_MINUS … */
	int width;	    /* -1: none */
	int precision;	    /* -1: none */
	uint8_t bytes;	    /* size demanded by a modifier (hh 1, h 2, l and ll 8), 0: any */
	char conversion;    /* the letter */
	char modifier;	    /* 'h' 'l' 'L' 'w', 'H' for hh, 'q' for ll, or 0 */
};

struct dt_format {
	struct dt_conversion *conversions; /* the last is DT_FORMAT_LITERAL */
	size_t count;
	char *text; /* own copy that `text` above points into */
};

/*
 * NULL and, in message, why: malformed, or no memory (message then says so). The caller frees
 * the result with dt_format_destroy.
 */
struct dt_format *dt_format_parse(const char *text, char *message, size_t size);
void dt_format_destroy(struct dt_format *format);
/*
 * Does the conversion take an argument of the D program (%% and plain text do not)? Aggregation
 * values count too.
 */
bool dt_format_takes_argument(const struct dt_conversion *conversion);

#endif
