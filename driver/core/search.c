/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Finding a string in a string. Probe context, interrupts off, strings up to strsize: so the work
 * must grow with the sum of the two lengths and not with their product.
 *
 * A short needle is compared at every place. For a long one a hash of the window slides along, a
 * polynomial modulo the prime 2^61 - 1, and only where it agrees are bytes compared. Its base is
 * random, so no text can be made to agree without being equal.
 */
#include "subr.h"

#define SHORT_NEEDLE 16u
#define PRIME	     (((uint64_t)1 << 61) - 1)

/* Bytes read in either direction: text[i] is first[i * step]. */
struct bytes {
	const char *first;
	size_t length;
	int64_t step; /* 1 or -1 */
};

static uint64_t byte_at(const struct bytes *bytes, size_t i)
{
	return (unsigned char)bytes->first[(int64_t)i * bytes->step];
}

static bool occurs_at(const struct bytes *text, const struct bytes *needle, size_t at)
{
	size_t i;

	for (i = 0; i < needle->length; i++)
		if (byte_at(text, at + i) != byte_at(needle, i))
			return false;
	return true;
}

static int64_t find_short(const struct bytes *text, const struct bytes *needle)
{
	size_t at;

	for (at = 0; at + needle->length <= text->length; at++)
		if (occurs_at(text, needle, at))
			return (int64_t)at;
	return -1;
}

static uint64_t reduce(uint64_t x)
{
	x = (x & PRIME) + (x >> 61);
	return x >= PRIME ? x - PRIME : x;
}

/* Both below PRIME. */
static uint64_t multiply(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;

	return reduce(((uint64_t)product & PRIME) + (uint64_t)(product >> 61));
}

static uint64_t hash(const struct bytes *bytes, size_t length, uint64_t base)
{
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < length; i++)
		sum = reduce(multiply(sum, base) + byte_at(bytes, i));
	return sum;
}

static int64_t find_long(const struct bytes *text, const struct bytes *needle, uint64_t base)
{
	uint64_t want = hash(needle, needle->length, base);
	uint64_t window = hash(text, needle->length, base), highest = 1;
	size_t at, i;

	for (i = 1; i < needle->length; i++)
		highest = multiply(highest, base);
	for (at = 0;; at++) {
		if (window == want && occurs_at(text, needle, at))
			return (int64_t)at;
		if (at + needle->length == text->length)
			return -1;
		window = reduce(window + PRIME - multiply(highest, byte_at(text, at)));
		window = reduce(multiply(window, base) + byte_at(text, at + needle->length));
	}
}

static int64_t find(struct dtrace_run *run, const struct bytes *text, const struct bytes *needle)
{
	if (needle->length > text->length)
		return -1;
	if (needle->length <= SHORT_NEEDLE)
		return find_short(text, needle);
	return find_long(text, needle, reduce(run->cpu->random[0] | 1 << 16));
}

int64_t dtrace_find_first(struct dtrace_run *run, const struct dtrace_string *s,
			  const struct dtrace_string *sub, size_t from)
{
	struct bytes text = {s->text + from, s->length - from, 1};
	struct bytes needle = {sub->text, sub->length, 1};
	int64_t at = find(run, &text, &needle);

	return at < 0 ? -1 : at + (int64_t)from;
}

/* The first one, both read backwards. */
int64_t dtrace_find_last(struct dtrace_run *run, const struct dtrace_string *s,
			 const struct dtrace_string *sub, size_t from)
{
	size_t end = sub->length < s->length - from ? from + sub->length : s->length;
	struct bytes text = {s->text + end - 1, end, -1};
	struct bytes needle = {sub->text + sub->length - 1, sub->length, -1};
	int64_t at = find(run, &text, &needle);

	return at < 0 ? -1 : (int64_t)(end - sub->length) - at;
}
