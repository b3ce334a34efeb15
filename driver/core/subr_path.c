/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Subroutines about path names, as text only, and d_path(). Probe context. */
#include "subr.h"

#define CLEANPATH_MARGIN 5u /* cleanpath() stops that close to strsize */

static uint64_t constant(struct dtrace_run *run, const char *text)
{
	return dtrace_string_result(run, text, strlen(text));
}

/* Length of s without trailing slashes. */
static size_t trimmed(const struct dtrace_string *s, size_t length)
{
	while (length > 0 && s->text[length - 1] == '/')
		length--;
	return length;
}

/* Where the last component of text[0..end) starts. */
static size_t component_start(const struct dtrace_string *s, size_t end)
{
	while (end > 0 && s->text[end - 1] != '/')
		end--;
	return end;
}

uint64_t dtrace_subr_basename(struct dtrace_run *run)
{
	struct dtrace_string s;
	size_t start, end;

	if (!dtrace_string_argument(run, 0, &s))
		return 0;
	if (s.length == 0)
		return constant(run, ".");
	end = trimmed(&s, s.length);
	if (end == 0)
		return constant(run, "/");
	start = component_start(&s, end);
	return dtrace_string_result(run, s.text + start, end - start);
}

uint64_t dtrace_subr_dirname(struct dtrace_run *run)
{
	struct dtrace_string s;
	size_t end;

	if (!dtrace_string_argument(run, 0, &s))
		return 0;
	end = component_start(&s, trimmed(&s, s.length));
	if (end == 0) /* no slash before the last component, or nothing but slashes */
		return constant(run, s.length > 0 && s.text[0] == '/' ? "/" : ".");
	end = trimmed(&s, end);
	if (end == 0)
		return constant(run, "/");
	return dtrace_string_result(run, s.text, end);
}

/* Takes the last component off `to`, but never its first slash. */
static size_t up(const char *to, size_t length)
{
	while (length > 0 && to[length - 1] != '/')
		length--;
	return length > 1 ? length - 1 : length;
}

/*
 * Component by component. `to` never ends in a slash between them, except as "/" or when empty.
 */
static size_t clean(const struct dtrace_string *s, char *to, size_t limit)
{
	bool absolute = s->length > 0 && s->text[0] == '/';
	size_t i = 0, length = 0, size, depth = 0;

	if (absolute)
		to[length++] = '/';
	while (i < s->length) {
		while (i < s->length && s->text[i] == '/')
			i++;
		for (size = 0; i + size < s->length && s->text[i + size] != '/'; size++)
			;
		if (size == 2 && s->text[i] == '.' && s->text[i + 1] == '.' &&
		    (absolute || depth > 0)) {
			length = up(to, length);
			if (!absolute && --depth == 0)
				length = 0;
		} else if (size != 0 && !(size == 1 && s->text[i] == '.')) {
			bool parent = size == 2 && s->text[i] == '.' && s->text[i + 1] == '.';

			if (length + 1 + size > limit)
				break;
			if (length > 0 && to[length - 1] != '/')
				to[length++] = '/';
			memcpy(to + length, s->text + i, size);
			length += size;
			if (!parent)
				depth++;
		}
		i += size;
	}
	/* A directory written as such stays one. */
	if (s->length > 0 && s->text[s->length - 1] == '/' && length > 1 && length < limit)
		to[length++] = '/';
	return length;
}

uint64_t dtrace_subr_cleanpath(struct dtrace_run *run)
{
	uint32_t strsize = run->state->strsize;
	struct dtrace_string s;
	size_t length = 0;
	char *to;

	if (!dtrace_string_argument(run, 0, &s))
		return 0;
	to = dtrace_scratch(run, strsize);
	if (to == NULL)
		return 0;
	if (strsize > CLEANPATH_MARGIN)
		length = clean(&s, to, strsize - CLEANPATH_MARGIN);
	to[length] = '\0';
	return (uintptr_t)to;
}

uint64_t dtrace_subr_d_path(struct dtrace_run *run)
{
	uint32_t strsize = run->state->strsize;
	char *to;
	int length;

	if (!dtrace_kernel_allowed(run, ARG(run, 0)))
		return 0;
	to = dtrace_scratch(run, strsize);
	if (to == NULL)
		return 0;
	length = host_path(ARG(run, 0), to, strsize);
	if (length < 0)
		return constant(run, "<unknown>");
	to[strsize - 1] = '\0';
	return (uintptr_t)to;
}
