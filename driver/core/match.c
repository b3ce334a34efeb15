/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Probe descriptions: glob matching and finding the probes a description means.
 * Control lock held, except dtrace_glob(), a pure function.
 *
 * An exact part names an interned string, whose list of probes is walked instead of the whole
 * table; the shortest such list wins.
 */
#include "objects.h"

/* [..] at *pattern against c; leaves *pattern behind the bracket. A bracket that never ends matches
 * nothing. */
static bool match_bracket(const char **pattern, char c)
{
	const char *p = *pattern + 1;
	bool negate = *p == '!', found = false, first = true;

	if (negate)
		p++;
	for (; *p != '\0' && (*p != ']' || first); first = false) {
		unsigned char low, high;

		if (*p == '\\' && p[1] != '\0')
			p++;
		low = high = (unsigned char)*p++;
		if (*p == '-' && p[1] != ']' && p[1] != '\0') {
			p++;
			if (*p == '\\' && p[1] != '\0')
				p++;
			high = (unsigned char)*p++;
		}
		if ((unsigned char)c >= low && (unsigned char)c <= high)
			found = true;
	}
	if (*p != ']')
		return false;
	*pattern = p + 1;
	return found != negate;
}

/* One pattern element that is not a star against c; on success *pattern is behind it. */
static bool match_one(const char **pattern, char c)
{
	const char *p = *pattern;

	if (*p == '[')
		return match_bracket(pattern, c);
	if (*p == '?') {
		*pattern = p + 1;
		return true;
	}
	if (*p == '\\' && p[1] != '\0')
		p++;
	*pattern = p + 1;
	return *p == c && c != '\0';
}

/*
 * Only the last star ever needs a second try, so there is nothing to recurse into: the
 * work is bounded by the product of the two lengths.
 */
bool dtrace_glob(const char *text, const char *pattern)
{
	const char *retry_text = NULL, *retry_pattern = NULL;

	while (*text != '\0') {
		if (*pattern == '*') {
			while (*pattern == '*')
				pattern++;
			retry_text = text;
			retry_pattern = pattern;
			continue;
		}
		if (*pattern != '\0' && match_one(&pattern, *text)) {
			text++;
			continue;
		}
		if (retry_pattern == NULL)
			return false;
		text = ++retry_text;
		pattern = retry_pattern;
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

struct matcher {
	dtrace_id_t id;
	struct {
		enum {
			ANY,
			EXACT,
			GLOB,
			OFFSETS /* "-", all instructions of a function */
		} kind;
		const struct dtrace_name *exact;
		const char *glob;
	} parts[PARTS];
};

static bool is_glob(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '*' || *text == '?' || *text == '[' || *text == '\\')
			return true;
	return false;
}

/* false: nothing can match. */
static bool prepare_part(struct matcher *matcher, enum dtrace_part part, const char *text)
{
	if (*text == '\0' || (text[0] == '*' && text[1] == '\0')) {
		matcher->parts[part].kind = ANY;
	} else if (is_glob(text)) {
		matcher->parts[part].kind = GLOB;
		matcher->parts[part].glob = text;
	} else {
		matcher->parts[part].kind = EXACT;
		matcher->parts[part].exact = dtrace_name_find(text);
		return matcher->parts[part].exact != NULL;
	}
	return true;
}

static bool is_offset(const char *name)
{
	while ((*name >= '0' && *name <= '9') || (*name >= 'a' && *name <= 'f'))
		name++;
	return *name == '\0';
}

/* Of the pid provider alone: elsewhere it is a name. */
static bool means_offsets(const struct dtrace_probe_desc *desc)
{
	return strncmp(desc->provider, "pid", 3) == 0 && strcmp(desc->name, "-") == 0;
}

static bool prepare(struct matcher *matcher, const struct dtrace_probe_desc *desc)
{
	matcher->id = desc->id;
	if (means_offsets(desc)) {
		matcher->parts[PART_NAME].kind = OFFSETS;
		return prepare_part(matcher, PART_PROVIDER, desc->provider) &&
		       prepare_part(matcher, PART_MODULE, desc->module) &&
		       prepare_part(matcher, PART_FUNCTION, desc->function);
	}
	return prepare_part(matcher, PART_PROVIDER, desc->provider) &&
	       prepare_part(matcher, PART_MODULE, desc->module) &&
	       prepare_part(matcher, PART_FUNCTION, desc->function) &&
	       prepare_part(matcher, PART_NAME, desc->name);
}

static bool matches(const struct matcher *matcher, const struct dtrace_probe *probe)
{
	enum dtrace_part part;

	if (!probe->alive)
		return false;
	for (part = PART_PROVIDER; part < PARTS; part++)
		if (matcher->parts[part].kind == EXACT &&
		    matcher->parts[part].exact != probe->names[part])
			return false;
	for (part = PART_PROVIDER; part < PARTS; part++)
		if (matcher->parts[part].kind == GLOB &&
		    !dtrace_glob(probe->names[part]->text, matcher->parts[part].glob))
			return false;
	return matcher->parts[PART_NAME].kind != OFFSETS ||
	       is_offset(probe->names[PART_NAME]->text);
}

/* The exact part with the fewest probes, or PARTS when there is none. */
static enum dtrace_part shortest_list(const struct matcher *matcher)
{
	enum dtrace_part part, best = PARTS;
	uint32_t least = UINT32_MAX;

	for (part = PART_PROVIDER; part < PARTS; part++) {
		const struct dtrace_name *name = matcher->parts[part].exact;

		if (matcher->parts[part].kind == EXACT && name->users[part].count < least) {
			least = name->users[part].count;
			best = part;
		}
	}
	return best;
}

static int match_list(const struct matcher *matcher, enum dtrace_part part, dtrace_id_t from,
		      dtrace_id_t to, int (*visit)(struct dtrace_probe *, void *), void *argument)
{
	dtrace_id_t id = matcher->parts[part].exact->users[part].first, next;

	for (; id != DTRACE_ID_NONE && id <= to; id = next) {
		struct dtrace_probe *probe = dtrace_probe_slot(id);
		int result = 0;

		next = probe->links[part].next;
		if (id >= from && matches(matcher, probe))
			result = visit(probe, argument);
		if (result != 0)
			return result;
	}
	return 0;
}

static int match_all(const struct matcher *matcher, dtrace_id_t from, dtrace_id_t to,
		     int (*visit)(struct dtrace_probe *, void *), void *argument)
{
	dtrace_id_t id;

	for (id = from; id != DTRACE_ID_NONE && id <= to; id++) {
		struct dtrace_probe *probe = dtrace_probe_slot(id);
		int result = 0;

		if (probe == NULL) /* a chunk that is gone: on to the next */
			id |= DTRACE_CHUNK_PROBES - 1;
		else if (matches(matcher, probe))
			result = visit(probe, argument);
		if (result != 0)
			return result;
	}
	return 0;
}

int dtrace_match(const struct dtrace_probe_desc *desc, dtrace_id_t from, dtrace_id_t to,
		 int (*visit)(struct dtrace_probe *probe, void *argument), void *argument)
{
	struct matcher matcher;
	enum dtrace_part part;

	memset(&matcher, 0, sizeof(matcher));
	to = DTRACE_MIN(to, dtrace_engine.highest);
	if (!prepare(&matcher, desc))
		return 0;
	if (matcher.id != DTRACE_ID_NONE) {
		from = DTRACE_MAX(from, matcher.id);
		to = DTRACE_MIN(to, matcher.id);
		return match_all(&matcher, from, to, visit, argument);
	}
	part = shortest_list(&matcher);
	if (part != PARTS)
		return match_list(&matcher, part, from, to, visit, argument);
	return match_all(&matcher, DTRACE_MAX(from, 1u), to, visit, argument);
}
