/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(text, path): the element of a JSON text that a path such as a.b[0].c names. Probe context.
 *
 * One pass with a cursor, no recursion: to go into an element the cursor is put there; to pass one
 * over, its end is found by counting brackets outside strings. What is malformed before the element
 * is reached makes the result NULL; what follows it is not looked at.
 */
#include "subr.h"

struct cursor {
	const char *at, *end;
};

static char peek(const struct cursor *c)
{
	return c->at < c->end ? *c->at : '\0';
}

static bool take(struct cursor *c, char expected)
{
	if (peek(c) != expected || expected == '\0')
		return false;
	c->at++;
	return true;
}

static void skip_blanks(struct cursor *c)
{
	while (peek(c) == ' ' || peek(c) == '\t' || peek(c) == '\n' || peek(c) == '\r')
		c->at++;
}

/* A string with its quotes; *inside is what lies between them, escapes kept. */
static bool skip_string(struct cursor *c, struct cursor *inside)
{
	if (!take(c, '"'))
		return false;
	inside->at = c->at;
	while (c->at < c->end && *c->at != '"') {
		if (*c->at == '\\')
			c->at++;
		c->at++;
	}
	if (c->at >= c->end)
		return false;
	inside->end = c->at++;
	return true;
}

static bool word_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       c == '+' || c == '-' || c == '.';
}

static bool is_word(const struct cursor *word, const char *text)
{
	size_t length = (size_t)(word->end - word->at);

	return length == strlen(text) && memcmp(word->at, text, length) == 0;
}

static bool skip_digits(const char **at, const char *end)
{
	const char *start = *at;

	while (*at < end && **at >= '0' && **at <= '9')
		(*at)++;
	return *at != start;
}

static bool is_number(const struct cursor *word)
{
	const char *at = word->at, *end = word->end;

	if (at < end && *at == '-')
		at++;
	if (!skip_digits(&at, end))
		return false;
	if (at < end && *at == '.') {
		at++;
		if (!skip_digits(&at, end))
			return false;
	}
	if (at < end && (*at == 'e' || *at == 'E')) {
		at++;
		if (at < end && (*at == '+' || *at == '-'))
			at++;
		if (!skip_digits(&at, end))
			return false;
	}
	return at == end;
}

/* A number, true, false or null. */
static bool skip_word(struct cursor *c, struct cursor *word)
{
	word->at = c->at;
	while (word_char(peek(c)))
		c->at++;
	word->end = c->at;
	return is_number(word) || is_word(word, "true") || is_word(word, "false") ||
	       is_word(word, "null");
}

/* An object or array up to its closing bracket. */
static bool skip_nested(struct cursor *c, struct cursor *all)
{
	unsigned int depth = 0;
	struct cursor ignored;

	all->at = c->at;
	do {
		char here = peek(c);

		if (here == '\0')
			return false;
		if (here == '"') {
			if (!skip_string(c, &ignored))
				return false;
			continue;
		}
		if (here == '{' || here == '[')
			depth++;
		if (here == '}' || here == ']')
			depth--;
		c->at++;
	} while (depth != 0);
	all->end = c->at;
	return true;
}

static bool skip_value(struct cursor *c, struct cursor *value)
{
	skip_blanks(c);
	if (peek(c) == '"')
		return skip_string(c, value);
	if (peek(c) == '{' || peek(c) == '[')
		return skip_nested(c, value);
	return skip_word(c, value);
}

static bool same_text(const struct cursor *a, const struct cursor *b)
{
	size_t length = (size_t)(a->end - a->at);

	return length == (size_t)(b->end - b->at) && memcmp(a->at, b->at, length) == 0;
}

/* The cursor goes to the value of that member of the object it stands at. */
static bool enter_member(struct cursor *c, const struct cursor *name)
{
	struct cursor key, value;

	skip_blanks(c);
	if (!take(c, '{'))
		return false;
	for (;;) {
		skip_blanks(c);
		if (!skip_string(c, &key))
			return false;
		skip_blanks(c);
		if (!take(c, ':'))
			return false;
		if (same_text(&key, name))
			return true;
		if (!skip_value(c, &value))
			return false;
		skip_blanks(c);
		if (!take(c, ','))
			return false;
	}
}

static bool enter_element(struct cursor *c, uint64_t index)
{
	struct cursor value;

	skip_blanks(c);
	if (!take(c, '['))
		return false;
	for (; index != 0; index--) {
		if (!skip_value(c, &value))
			return false;
		skip_blanks(c);
		if (!take(c, ','))
			return false;
	}
	skip_blanks(c);
	return peek(c) != ']';
}

/* [n] of the path. */
static bool path_index(struct cursor *path, uint64_t *index)
{
	const char *start;

	path->at++;
	start = path->at;
	*index = 0;
	while (peek(path) >= '0' && peek(path) <= '9') {
		*index = *index * 10 + (uint64_t)(*path->at++ - '0');
		if (*index > UINT32_MAX)
			return false;
	}
	return path->at != start && take(path, ']');
}

static void path_name(struct cursor *path, struct cursor *name)
{
	name->at = path->at;
	while (path->at < path->end && *path->at != '.' && *path->at != '[')
		path->at++;
	name->end = path->at;
}

/* One step of the path; the dot before a name is optional only at the start. */
static bool follow(struct cursor *c, struct cursor *path, bool first)
{
	struct cursor name;
	uint64_t index;

	if (peek(path) == '[')
		return path_index(path, &index) && enter_element(c, index);
	if (!first && !take(path, '.'))
		return false;
	path_name(path, &name);
	return name.at != name.end && enter_member(c, &name);
}

static bool find(struct cursor *c, struct cursor *path, struct cursor *value)
{
	bool first = true;

	while (path->at < path->end) {
		if (!follow(c, path, first))
			return false;
		first = false;
	}
	return !first && skip_value(c, value);
}

uint64_t dtrace_subr_json(struct dtrace_run *run)
{
	struct dtrace_string json, element;
	struct cursor c, path, value;

	if (!dtrace_string_argument(run, 0, &json) || !dtrace_string_argument(run, 1, &element))
		return 0;
	c = (struct cursor){json.text, json.text + json.length};
	path = (struct cursor){element.text, element.text + element.length};
	if (!find(&c, &path, &value))
		return 0;
	return dtrace_string_result(run, value.at, (size_t)(value.end - value.at));
}
