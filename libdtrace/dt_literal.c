/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Constants: integers and their types, characters, strings, macro references.
 */
#include "dt_unit.h"
#include "dt_grammar.h"
#include "dt_literal.h"
#include "dt_token.h"
#include <ctype.h>

/* --- integers --- */

struct suffix {
	bool is_unsigned;
	int longs;
};

static bool parse_suffix(const char *text, struct suffix *suffix)
{
	*suffix = (struct suffix){0};
	for (; *text; text++) {
		if (tolower((unsigned char)*text) == 'u' && !suffix->is_unsigned) {
			suffix->is_unsigned = true;
		} else if (tolower((unsigned char)*text) == 'l' && !suffix->longs) {
			suffix->longs = text[1] == text[0] ? 2 : 1;
			text += suffix->longs - 1;
		} else {
			return false;
		}
	}
	return true;
}

/* The first type of C's list that holds the value. */
static enum dt_intrinsic integer_type(uint64_t value, int base, const struct suffix *suffix)
{
	bool may_be_unsigned = suffix->is_unsigned || base != 10;

	if (!suffix->longs) {
		if (!suffix->is_unsigned && value <= INT32_MAX)
			return DT_INT;
		if (may_be_unsigned && value <= UINT32_MAX)
			return DT_UINT;
	}
	if (!suffix->is_unsigned && value <= INT64_MAX)
		return suffix->longs == 2 ? DT_LONGLONG : DT_LONG;
	return suffix->longs == 2 ? DT_ULONGLONG : DT_ULONG;
}

static int digit_value(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	return isalpha((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10 : 36;
}

/* Where the digits end; -1 for one too large for 64 bits. */
static int parse_digits(const char **text, int base, uint64_t *value)
{
	int digit;

	for (*value = 0; (digit = digit_value(**text)) < base; (*text)++)
		if (__builtin_mul_overflow(*value, (uint64_t)base, value) ||
		    __builtin_add_overflow(*value, (uint64_t)digit, value))
			return -1;
	return 0;
}

enum dt_literal_error dt_integer_parse(const char *text, uint64_t *value, enum dt_intrinsic *type)
{
	struct suffix suffix;
	const char *digits = text;
	int base = 10;

	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
		base = 16;
		digits = text += 2;
	} else if (text[0] == '0') {
		base = 8;
	}
	if (parse_digits(&text, base, value))
		return DT_LITERAL_OVERFLOW;
	if (text == digits || !parse_suffix(text, &suffix))
		return DT_LITERAL_DIGIT;
	*type = integer_type(*value, base, &suffix);
	return DT_LITERAL_OK;
}

int dt_lex_integer(struct dt_unit *unit, const char *text, union DT_YYSTYPE *value)
{
	enum dt_intrinsic type = DT_INT;
	uint64_t number;

	switch (dt_integer_parse(text, &number, &type)) {
	case DT_LITERAL_DIGIT:
		dt_fail_at(unit, NULL, D_INT_DIGIT,
			   "integer constant %s has an invalid digit or suffix", text);
	case DT_LITERAL_OVERFLOW:
		dt_fail_at(unit, NULL, D_INT_OFLOW,
			   "integer constant %s cannot be represented in 64 bits", text);
	case DT_LITERAL_OK:
		break;
	}
	value->node = dt_node_int(unit, &unit->lexer.start, number, dt_intrinsic(unit->hdl, type));
	return TOK_INT;
}

/* --- characters and strings --- */

static const char *unescape_number(const char *text, int base, int most, char *to)
{
	unsigned int value = 0;
	int digits = 0;

	for (; digits < most && digit_value(*text) < base; digits++, text++)
		value = value * base + digit_value(*text);
	*to = value;
	return text;
}

/* After a backslash: the character in *to, how many were made (0 for a continued line) in *made. */
static const char *unescape_one(const char *text, char *to, int *made)
{
	static const char letters[] = "abfnrtv", meanings[] = "\a\b\f\n\r\t\v";
	const char *letter = strchr(letters, *text);

	*made = 1;
	if (*text == '\n') {
		*made = 0;
		return text + 1;
	}
	if (*text >= '0' && *text <= '7')
		return unescape_number(text, 8, 3, to);
	if (*text == 'x' && isxdigit((unsigned char)text[1]))
		return unescape_number(text + 1, 16, 2, to);
	*to = letter && *letter ? meanings[letter - letters] : *text;
	return text + 1;
}

size_t dt_unescape(const char *text, size_t length, char *to)
{
	const char *end = text + length;
	size_t count = 0;
	int made;

	while (text < end) {
		if (*text != '\\' || text + 1 == end) {
			to[count++] = *text++;
			continue;
		}
		text = unescape_one(text + 1, to + count, &made);
		count += made;
	}
	return count;
}

int dt_lex_string(struct dt_unit *unit, const char *text, size_t length, union DT_YYSTYPE *value)
{
	char *plain = dt_unit_alloc(unit, length);

	plain[dt_unescape(text + 1, length - 2, plain)] = '\0';
	value->node = dt_node_text(unit, &unit->lexer.start, DT_NODE_STRING, plain);
	return TOK_STRING;
}

int dt_lex_character(struct dt_unit *unit, const char *text, size_t length, union DT_YYSTYPE *value)
{
	unsigned char *plain = dt_unit_alloc(unit, length);
	size_t count = dt_unescape(text + 1, length - 2, (char *)plain);
	uint64_t number = 0;
	enum dt_intrinsic type = DT_INT;

	if (!count)
		dt_fail_at(unit, NULL, D_CHR_NULL, "character constant may not be empty");
	if (count > 8)
		dt_fail_at(unit, NULL, D_CHR_OFLOW,
			   "character constant is too long: more than 8 bytes");
	for (size_t i = 0; i < count; i++)
		number = number << 8 | plain[i];
	if (count == 1)
		number = (int64_t)(signed char)plain[0];
	else if (number > INT32_MAX)
		type = number > INT64_MAX ? DT_ULONG : DT_LONG;
	value->node = dt_node_int(unit, &unit->lexer.start, number, dt_intrinsic(unit->hdl, type));
	return TOK_INT;
}

/* --- macros --- */

int dt_lex_macro(struct dt_unit *unit, const char *text, union DT_YYSTYPE *value)
{
	struct dt_macro macro;

	dt_macro_expand(unit, text, &macro);
	if (macro.is_string) {
		value->node = dt_node_text(unit, &unit->lexer.start, DT_NODE_STRING, macro.text);
		return TOK_STRING;
	}
	if (macro.is_ident)
		return dt_lex_word(unit, macro.text, value);
	value->node = dt_node_int(unit, &unit->lexer.start, macro.value,
				  dt_intrinsic(unit->hdl, macro.type));
	return TOK_INT;
}
