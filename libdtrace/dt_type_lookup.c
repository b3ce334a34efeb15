/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types by their C name: a small recursive-descent parser for type names as they stand in casts.
 *
 *   name       := specifiers declarator
 *   specifiers := { const | volatile | restrict | word of a base type | [scope`]
 * [struct|union|enum] [scope`] name } declarator := { '*' { const | volatile | restrict } } [ '('
 * declarator ')' ] { '[' [n] ']' | '(' parameters ')' }
 *
 * A name that does not parse is simply not found: callers have their own messages. Names come from
 * providers and DOF as well as from programs, so length and nesting are bounded.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "dt_type_impl.h"

struct parser {
	struct dt_types *types;
	struct dt_container *container; /* to search, or NULL */
	const char *at;
	unsigned int depth;
};

/* --- words --------------------------------------------------------------------------------- */

static bool is_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static void skip_blanks(struct parser *p)
{
	while (isspace((unsigned char)*p->at))
		p->at++;
}

/*
 * Length of the word at the cursor, 0 when there is none. Module names may hold '-' and '.', but
 * only before a backtick.
 */
static size_t peek_word(struct parser *p)
{
	size_t length = 0;

	skip_blanks(p);
	if (isdigit((unsigned char)*p->at))
		return 0;
	while (is_name_char(p->at[length]))
		length++;
	return length;
}

static bool word_is(const char *word, size_t length, const char *text)
{
	return strlen(text) == length && !memcmp(word, text, length);
}

static bool accept_word(struct parser *p, const char *text)
{
	size_t length = peek_word(p);

	if (!word_is(p->at, length, text))
		return false;
	p->at += length;
	return true;
}

static bool accept_char(struct parser *p, char c)
{
	skip_blanks(p);
	if (*p->at != c)
		return false;
	p->at++;
	return true;
}

/* --- base types ---------------------------------------------------------------------------- */

/* How often each word of a base type occurs. */
struct words {
	unsigned int is_signed, is_unsigned, is_short, is_long, is_char, is_int, is_float,
		is_double, is_bool, is_void, is_string, is_int128;
};

static bool count_word(struct words *words, const char *word, size_t length)
{
	const struct {
		const char *text;
		unsigned int *count;
	} table[] = {
		{"signed", &words->is_signed},	   {"__signed__", &words->is_signed},
		{"unsigned", &words->is_unsigned}, {"short", &words->is_short},
		{"long", &words->is_long},	   {"char", &words->is_char},
		{"int", &words->is_int},	   {"float", &words->is_float},
		{"double", &words->is_double},	   {"_Bool", &words->is_bool},
		{"void", &words->is_void},	   {"string", &words->is_string},
		{"__int128", &words->is_int128},
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (!word_is(word, length, table[i].text))
			continue;
		++*table[i].count;
		return true;
	}
	return false;
}

static struct dt_type *integer_of_words(struct dt_types *types, const struct words *w)
{
	static const enum dt_intrinsic by_long[3] = {DT_INT, DT_LONG, DT_LONGLONG};
	static const enum dt_intrinsic unsigned_by_long[3] = {DT_UINT, DT_ULONG, DT_ULONGLONG};
	bool is_unsigned = w->is_unsigned;

	if (w->is_signed + w->is_unsigned > 1 || w->is_int > 1 || w->is_short > 1 ||
	    w->is_long > 2 || (w->is_short && w->is_long))
		return NULL;
	if (w->is_char) {
		if (w->is_char > 1 || w->is_int || w->is_short || w->is_long || w->is_int128)
			return NULL;
		return w->is_signed ? types->signed_char
				    : types->intrinsic[is_unsigned ? DT_UCHAR : DT_CHAR];
	}
	if (w->is_int128)
		return w->is_int + w->is_short + w->is_long ? NULL
		       : is_unsigned			    ? types->unsigned_int128
							    : types->int128;
	if (w->is_short)
		return types->intrinsic[is_unsigned ? DT_USHORT : DT_SHORT];
	return types->intrinsic[is_unsigned ? unsigned_by_long[w->is_long] : by_long[w->is_long]];
}

/* NULL when the words make no type: "short double". */
static struct dt_type *type_of_words(struct dt_types *types, const struct words *w)
{
	unsigned int special = w->is_float + w->is_double + w->is_bool + w->is_void + w->is_string;
	unsigned int integer =
		w->is_signed + w->is_unsigned + w->is_short + w->is_char + w->is_int + w->is_int128;

	if (!special)
		return integer + w->is_long ? integer_of_words(types, w) : NULL;
	if (special > 1 || integer || w->is_long > w->is_double)
		return NULL;
	if (w->is_float)
		return types->float_;
	if (w->is_double)
		return w->is_long ? types->long_double : types->double_;
	if (w->is_bool)
		return types->intrinsic[DT_BOOL];
	return types->intrinsic[w->is_void ? DT_VOID : DT_STRING];
}

struct dt_type *dt_base_type(struct dt_types *types, const char *name, size_t length)
{
	struct words words = {0};
	size_t start, end;

	for (start = 0; start < length; start = end + 1) {
		for (end = start; end < length && name[end] != ' '; end++)
			;
		if (end > start && !count_word(&words, name + start, end - start))
			return NULL;
	}
	return type_of_words(types, &words);
}

/* --- specifiers ------------------------------------------------------------------------------- */

#define QUALIFIER_CONST	   1u
#define QUALIFIER_VOLATILE 2u
#define QUALIFIER_RESTRICT 4u

static unsigned int accept_qualifiers(struct parser *p)
{
	unsigned int mask = 0;

	for (;;) {
		if (accept_word(p, "const"))
			mask |= QUALIFIER_CONST;
		else if (accept_word(p, "volatile"))
			mask |= QUALIFIER_VOLATILE;
		else if (accept_word(p, "restrict"))
			mask |= QUALIFIER_RESTRICT;
		else
			return mask;
	}
}

static struct dt_type *qualify(struct parser *p, struct dt_type *type, unsigned int mask)
{
	struct dtrace_hdl *hdl = p->types->hdl;

	if (type && mask & QUALIFIER_RESTRICT)
		type = dt_type_qualified(hdl, DT_KIND_RESTRICT, type);
	if (type && mask & QUALIFIER_VOLATILE)
		type = dt_type_qualified(hdl, DT_KIND_VOLATILE, type);
	if (type && mask & QUALIFIER_CONST)
		type = dt_type_qualified(hdl, DT_KIND_CONST, type);
	return type;
}

/* A scope in front of the cursor narrows the search; false: it names nothing that exists. */
static bool accept_scope(struct parser *p, struct dt_container **container)
{
	size_t length;

	skip_blanks(p);
	for (length = 0;
	     is_name_char(p->at[length]) || p->at[length] == '.' || p->at[length] == '-';)
		length++;
	if (p->at[length] != '`')
		return true;
	if (length) {
		*container = dt_types_scope(p->types, p->at, length);
		if (!*container)
			return false;
	}
	p->at += length + 1;
	return true;
}

/* A tagged type or a typedef, with a scope before the keyword or before the name. */
static struct dt_type *named_type(struct parser *p)
{
	struct dt_container *container = p->container;
	enum dt_name_class class = DT_CLASS_PLAIN;
	struct dt_type *type;
	size_t length;

	if (!accept_scope(p, &container))
		return NULL;
	if (accept_word(p, "struct"))
		class = DT_CLASS_STRUCT;
	else if (accept_word(p, "union"))
		class = DT_CLASS_UNION;
	else if (accept_word(p, "enum"))
		class = DT_CLASS_ENUM;
	if (class != DT_CLASS_PLAIN && !accept_scope(p, &container))
		return NULL;
	length = peek_word(p);
	if (!length)
		return NULL;
	type = class == DT_CLASS_PLAIN ? dt_base_type(p->types, p->at, length) : NULL;
	if (!type)
		type = dt_types_find(p->types, container, class, p->at, length);
	p->at += length;
	return type;
}

static struct dt_type *parse_specifiers(struct parser *p)
{
	struct words words = {0};
	unsigned int mask = 0;
	struct dt_type *type;
	bool any = false;
	size_t length;

	for (;;) {
		mask |= accept_qualifiers(p);
		length = peek_word(p);
		if (!length || p->at[length] == '`' || !count_word(&words, p->at, length))
			break;
		any = true;
		p->at += length;
	}
	type = any ? type_of_words(p->types, &words) : named_type(p);
	mask |= accept_qualifiers(p);
	return qualify(p, type, mask);
}

/* --- declarators ------------------------------------------------------------------------------ */

static struct dt_type *parse_name(struct parser *p);
static struct dt_type *parse_declarator(struct parser *p, struct dt_type *type);

static struct dt_type *parse_array(struct parser *p, struct dt_type *element);

/* Behind '['. The count of an inner dimension is read first: int [2][3] is two arrays of three. */
static struct dt_type *parse_array(struct parser *p, struct dt_type *element)
{
	unsigned long long count;
	char *end;

	skip_blanks(p);
	count = isdigit((unsigned char)*p->at) ? strtoull(p->at, &end, 0) : 0;
	if (isdigit((unsigned char)*p->at))
		p->at = end;
	if (!accept_char(p, ']'))
		return NULL;
	if (accept_char(p, '[')) {
		if (++p->depth > DT_DEPTH_MAX)
			return NULL;
		element = parse_array(p, element);
		p->depth--;
	}
	return element ? dt_type_array(p->types->hdl, element, count) : NULL;
}

#define PARAMETERS_MAX 32

/* Behind '('. "()" and "(void)" both mean no parameters. */
static struct dt_type *parse_function(struct parser *p, struct dt_type *result)
{
	struct dt_type *parameters[PARAMETERS_MAX], *type;
	bool variadic = false;
	size_t count = 0;

	if (accept_char(p, ')'))
		return dt_type_function(p->types->hdl, result, NULL, 0, false);
	do {
		skip_blanks(p);
		if (!strncmp(p->at, "...", 3)) {
			p->at += 3;
			variadic = true;
			break;
		}
		type = count < PARAMETERS_MAX ? parse_name(p) : NULL;
		if (!type)
			return NULL;
		parameters[count++] = type;
	} while (accept_char(p, ','));
	if (!accept_char(p, ')'))
		return NULL;
	if (count == 1 && parameters[0]->kind == DT_KIND_VOID)
		count = 0;
	return dt_type_function(p->types->hdl, result, parameters, count, variadic);
}

static struct dt_type *parse_suffix(struct parser *p, struct dt_type *type)
{
	if (accept_char(p, '['))
		return parse_array(p, type);
	if (accept_char(p, '('))
		return parse_function(p, type);
	return type;
}

/* Skip to the parenthesis that closes the one behind the cursor. */
static bool skip_group(struct parser *p)
{
	unsigned int open = 1;

	for (; *p->at; p->at++) {
		if (*p->at == '(')
			open++;
		if (*p->at == ')' && !--open) {
			p->at++;
			return true;
		}
	}
	return false;
}

/* "(*…)": what follows the group applies first, then the group's own declarator. */
static struct dt_type *parse_group(struct parser *p, struct dt_type *type)
{
	const char *inside = p->at, *end;

	if (!skip_group(p))
		return NULL;
	type = parse_suffix(p, type);
	end = p->at;
	p->at = inside;
	if (type)
		type = parse_declarator(p, type);
	if (!type || !accept_char(p, ')'))
		return NULL;
	p->at = end;
	return type;
}

static bool at_group(struct parser *p)
{
	const char *next;

	skip_blanks(p);
	if (*p->at != '(')
		return false;
	for (next = p->at + 1; isspace((unsigned char)*next); next++)
		;
	return *next == '*';
}

static struct dt_type *parse_declarator(struct parser *p, struct dt_type *type)
{
	if (++p->depth > DT_DEPTH_MAX)
		return NULL;
	while (type && accept_char(p, '*')) {
		type = dt_type_pointer(p->types->hdl, type);
		type = qualify(p, type, accept_qualifiers(p));
	}
	if (type && at_group(p)) {
		p->at++;
		type = parse_group(p, type);
	} else if (type) {
		type = parse_suffix(p, type);
	}
	p->depth--;
	return type;
}

static struct dt_type *parse_name(struct parser *p)
{
	struct dt_type *type;

	if (++p->depth > DT_DEPTH_MAX)
		return NULL;
	type = parse_specifiers(p);
	if (type)
		type = parse_declarator(p, type);
	p->depth--;
	return type;
}

/* --- interface -------------------------------------------------------------------------------- */

struct dt_type *dt_type_lookup(struct dtrace_hdl *hdl, struct dt_container *container,
			       const char *name)
{
	struct parser parser = {hdl->types, container, name, 0};
	struct dt_type *type;

	if (strnlen(name, DT_TYPE_NAME_MAX) == DT_TYPE_NAME_MAX)
		return NULL;
	type = parse_name(&parser);
	skip_blanks(&parser);
	return *parser.at ? NULL : type;
}

struct dt_type *dt_type_lookup_tag(struct dtrace_hdl *hdl, struct dt_container *container,
				   enum dt_kind kind, const char *tag)
{
	enum dt_name_class class = dt_kind_class(kind);
	struct dt_type *type = NULL;

	if (class == DT_CLASS_PLAIN)
		type = dt_base_type(hdl->types, tag, strlen(tag));
	return type ? type : dt_types_find(hdl->types, container, class, tag, strlen(tag));
}
