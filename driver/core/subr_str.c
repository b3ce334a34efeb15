/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * String subroutines. Probe context. Strings come as (text, bounded length), never relying on a NUL
 * that another CPU could take away; results are new strings in scratch, or addresses inside the
 * argument as the program gave it.
 */
#include "subr.h"

uint64_t dtrace_subr_strlen(struct dtrace_run *run)
{
	size_t mark = dtrace_scratch_mark(run);
	struct dtrace_string s;

	if (!dtrace_string_argument(run, 0, &s))
		return 0;
	dtrace_scratch_release(run, mark);
	return s.length;
}

uint64_t dtrace_subr_strjoin(struct dtrace_run *run)
{
	struct dtrace_string a, b;
	char *to;

	if (!dtrace_string_argument(run, 0, &a) || !dtrace_string_argument(run, 1, &b))
		return 0;
	if (a.length + b.length >= run->state->strsize)
		return dtrace_fault(run, DTRACEFLT_NOSCRATCH, a.length + b.length);
	to = dtrace_scratch(run, a.length + b.length + 1);
	if (to == NULL)
		return 0;
	memcpy(to, a.text, a.length);
	memcpy(to + a.length, b.text, b.length);
	to[a.length + b.length] = '\0';
	return (uintptr_t)to;
}

/* --- searching --------------------------------------------------------- */

/* Offset of c in s, the NUL behind it included as in C; -1 when absent. */
static int64_t find_char(const struct dtrace_string *s, char c, bool last)
{
	int64_t found = -1;
	size_t i;

	if (c == '\0')
		return (int64_t)s->length;
	for (i = 0; i < s->length; i++) {
		if (s->text[i] != c)
			continue;
		found = (int64_t)i;
		if (!last)
			break;
	}
	return found;
}

static uint64_t search_char(struct dtrace_run *run, bool last)
{
	size_t mark = dtrace_scratch_mark(run);
	struct dtrace_string s;
	int64_t at;

	if (!dtrace_string_argument(run, 0, &s))
		return 0;
	at = find_char(&s, (char)ARG(run, 1), last);
	dtrace_scratch_release(run, mark);
	return at < 0 ? 0 : s.address + (uint64_t)at;
}

uint64_t dtrace_subr_strchr(struct dtrace_run *run)
{
	return search_char(run, false);
}

uint64_t dtrace_subr_strrchr(struct dtrace_run *run)
{
	return search_char(run, true);
}

/* Both string arguments; scratch they need is the caller's to release. */
static bool two_strings(struct dtrace_run *run, struct dtrace_string *s, struct dtrace_string *sub)
{
	return dtrace_string_argument(run, 0, s) && dtrace_string_argument(run, 1, sub);
}

uint64_t dtrace_subr_strstr(struct dtrace_run *run)
{
	size_t mark = dtrace_scratch_mark(run);
	struct dtrace_string s, sub;
	int64_t at;

	if (!two_strings(run, &s, &sub))
		return 0;
	at = dtrace_find_first(run, &s, &sub, 0);
	dtrace_scratch_release(run, mark);
	return at < 0 ? 0 : s.address + (uint64_t)at;
}

static int64_t start_argument(struct dtrace_run *run, int64_t otherwise)
{
	return HAS_ARG(run, 2) ? (int64_t)ARG(run, 2) : otherwise;
}

uint64_t dtrace_subr_index(struct dtrace_run *run)
{
	size_t mark = dtrace_scratch_mark(run);
	int64_t start = start_argument(run, 0);
	struct dtrace_string s, sub;

	if (!two_strings(run, &s, &sub))
		return 0;
	dtrace_scratch_release(run, mark);
	if (start < 0)
		start = 0;
	if (start >= (int64_t)s.length)
		return sub.length == 0 ? s.length : (uint64_t)-1;
	return (uint64_t)dtrace_find_first(run, &s, &sub, (size_t)start);
}

uint64_t dtrace_subr_rindex(struct dtrace_run *run)
{
	size_t mark = dtrace_scratch_mark(run);
	struct dtrace_string s, sub;
	int64_t start;

	if (!two_strings(run, &s, &sub))
		return 0;
	dtrace_scratch_release(run, mark);
	start = start_argument(run, (int64_t)s.length);
	if (start < 0)
		return sub.length == 0 ? 0 : (uint64_t)-1;
	return (uint64_t)dtrace_find_last(run, &s, &sub, DTRACE_MIN((uint64_t)start, s.length));
}

/* --- pieces ------------------------------------------------------------ */

/* Perl's rules; *start and *length end up inside [0, total]. */
static void clip(int64_t total, bool has_length, int64_t *start, int64_t *length)
{
	int64_t end;

	if (*start < 0) {
		*start += total;
		if (*start < 0 && (!has_length || *length + *start > 0)) {
			*length += *start;
			*start = 0;
		}
	}
	if (*start < 0 || *start > total) {
		*start = *length = 0;
		return;
	}
	end = total;
	if (has_length && *length >= 0)
		end = *length < total - *start ? *start + *length : total;
	else if (has_length)
		end = total + *length;
	*length = end > *start ? end - *start : 0;
}

/* Keeps sums of clip() far from overflow; no string is that long. */
static int64_t tame(uint64_t value)
{
	int64_t x = (int64_t)value;

	return x > INT32_MAX ? INT32_MAX : x < -INT32_MAX ? -INT32_MAX : x;
}

uint64_t dtrace_subr_substr(struct dtrace_run *run)
{
	int64_t start = tame(ARG(run, 1)), length = HAS_ARG(run, 2) ? tame(ARG(run, 2)) : 0;
	struct dtrace_string s;

	if (!dtrace_string_argument(run, 0, &s))
		return 0;
	clip((int64_t)s.length, HAS_ARG(run, 2), &start, &length);
	return dtrace_string_result(run, s.text + start, (size_t)length);
}

/* A set of bytes, so that a long list of delimiters costs no more than a short one. */
struct byte_set {
	uint64_t words[4];
};

static void collect(struct byte_set *set, const struct dtrace_string *from)
{
	size_t i;

	memset(set, 0, sizeof(*set));
	for (i = 0; i < from->length; i++) {
		unsigned char c = (unsigned char)from->text[i];

		set->words[c / 64] |= 1ull << c % 64;
	}
}

static bool contains(const struct byte_set *set, char c)
{
	unsigned char byte = (unsigned char)c;

	return set->words[byte / 64] >> byte % 64 & 1;
}

/*
 * The text being cut up is kept per CPU, because scratch does not outlive the clause; it belongs to
 * one firing, so a clause of the same firing may go on with it and nobody else finds it.
 */
static bool begin_tokens(struct dtrace_run *run)
{
	struct dtrace_strtok *strtok = &run->local->strtok;

	if (ARG(run, 0) == 0)
		return strtok->serial == run->serial;
	if (strtok->text == NULL) { /* a helper has none */
		dtrace_fault(run, DTRACEFLT_ILLOP, DIF_SUBR_STRTOK);
		return false;
	}
	strtok->offset = 0;
	strtok->serial = 0;
	dtrace_load_string(run, strtok->text, ARG(run, 0), run->state->strsize, false);
	if (dtrace_faulted(run))
		return false;
	strtok->serial = run->serial;
	return true;
}

uint64_t dtrace_subr_strtok(struct dtrace_run *run)
{
	struct dtrace_strtok *strtok = &run->local->strtok;
	struct dtrace_string list;
	struct byte_set delimiters;
	uint32_t start, end;

	if (!dtrace_string_argument(run, 1, &list) || !begin_tokens(run))
		return 0;
	collect(&delimiters, &list);
	start = strtok->offset;
	while (strtok->text[start] != '\0' && contains(&delimiters, strtok->text[start]))
		start++;
	end = start;
	while (strtok->text[end] != '\0' && !contains(&delimiters, strtok->text[end]))
		end++;
	strtok->offset = strtok->text[end] != '\0' ? end + 1 : end;
	if (start == end)
		return 0;
	return dtrace_string_result(run, strtok->text + start, end - start);
}

/* --- case and numbers -------------------------------------------------- */

static uint64_t change_case(struct dtrace_run *run, char first, char last)
{
	struct dtrace_string s;
	uint64_t address;
	char *to;

	if (!dtrace_string_argument(run, 0, &s))
		return 0;
	address = dtrace_string_result(run, s.text, s.length);
	if (address == 0)
		return 0;
	for (to = (char *)(uintptr_t)address; *to != '\0'; to++)
		if (*to >= first && *to <= last)
			*to ^= 0x20;
	return address;
}

uint64_t dtrace_subr_toupper(struct dtrace_run *run)
{
	return change_case(run, 'a', 'z');
}

uint64_t dtrace_subr_tolower(struct dtrace_run *run)
{
	return change_case(run, 'A', 'Z');
}

static bool base_argument(struct dtrace_run *run, uint64_t *base)
{
	*base = HAS_ARG(run, 1) ? ARG(run, 1) : 10;
	if (*base >= 2 && *base <= 36)
		return true;
	dtrace_fault(run, DTRACEFLT_ILLOP, *base);
	return false;
}

uint64_t dtrace_subr_lltostr(struct dtrace_run *run)
{
	char text[3 + 65];
	size_t length = 0;
	uint64_t value = ARG(run, 0), base;

	if (!base_argument(run, &base))
		return 0;
	if (base == 10 && (int64_t)value < 0) {
		text[length++] = '-';
		value = 0 - value;
	}
	if ((base == 8 && value != 0) || base == 16)
		text[length++] = '0';
	if (base == 16)
		text[length++] = 'x';
	length += dtrace_digits(text + length, value, (unsigned int)base);
	return dtrace_string_result(run, text, length);
}

static unsigned int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	if (c >= 'a' && c <= 'z')
		return (unsigned int)(c - 'a' + 10);
	if (c >= 'A' && c <= 'Z')
		return (unsigned int)(c - 'A' + 10);
	return 36;
}

static uint64_t parse_number(const struct dtrace_string *s, uint64_t base)
{
	bool negative = false;
	uint64_t value = 0;
	size_t i = 0;

	while (i < s->length && (s->text[i] == ' ' || s->text[i] == '\t'))
		i++;
	if (i < s->length && (s->text[i] == '-' || s->text[i] == '+'))
		negative = s->text[i++] == '-';
	if (base == 16 && s->length - i > 1 && s->text[i] == '0' && (s->text[i + 1] | 0x20) == 'x')
		i += 2;
	for (; i < s->length && digit_of(s->text[i]) < base; i++)
		value = value * base + digit_of(s->text[i]);
	return negative ? 0 - value : value;
}

uint64_t dtrace_subr_strtoll(struct dtrace_run *run)
{
	size_t mark = dtrace_scratch_mark(run);
	struct dtrace_string s;
	uint64_t base, value;

	if (!base_argument(run, &base) || !dtrace_string_argument(run, 0, &s))
		return 0;
	value = parse_number(&s, base);
	dtrace_scratch_release(run, mark);
	return value;
}
