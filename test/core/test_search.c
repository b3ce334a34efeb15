/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Finding strings in strings: against the obvious way of doing it, and without its worst case. */
#include "harness.h"
#include "../../driver/core/subr.h"

#include <stdlib.h>
#include <time.h>

static struct dtrace_cpu cpu = {.random = {0x123456789abcdefull, 1}};
static struct dtrace_run run = {.cpu = &cpu};

static struct dtrace_string string(const char *text, size_t length)
{
	return (struct dtrace_string){.text = text, .length = length};
}

static int64_t slow_first(const struct dtrace_string *s, const struct dtrace_string *sub,
			  size_t from)
{
	for (; from + sub->length <= s->length; from++)
		if (memcmp(s->text + from, sub->text, sub->length) == 0)
			return (int64_t)from;
	return -1;
}

static int64_t slow_last(const struct dtrace_string *s, const struct dtrace_string *sub,
			 size_t from)
{
	int64_t at;

	for (at = (int64_t)from; at >= 0; at--)
		if (sub->length <= s->length - (size_t)at &&
		    memcmp(s->text + at, sub->text, sub->length) == 0)
			return at;
	return -1;
}

/* Few letters, so that near misses and overlaps are the rule; needles on both sides of "short". */
static void test_against_the_obvious(void **unused)
{
	char text[200], needle[64];
	unsigned int round, found = 0, i;

	srand(7);
	for (round = 0; round < 200000; round++) {
		struct dtrace_string s = string(text, (size_t)rand() % sizeof(text));
		struct dtrace_string sub = string(needle, (size_t)rand() % sizeof(needle));
		size_t from = (size_t)rand() % (s.length + 1);
		int64_t first, last;

		for (i = 0; i < s.length; i++)
			text[i] = rand() % 16 ? 'a' : (char)0xff;
		for (i = 0; i < sub.length; i++)
			needle[i] = rand() % 16 ? 'a' : (char)0xff;
		if (round % 2 && sub.length <= s.length)
			memcpy(needle, text + (size_t)rand() % (s.length - sub.length + 1),
			       sub.length);
		first = dtrace_find_first(&run, &s, &sub, from);
		last = dtrace_find_last(&run, &s, &sub, from);
		assert_int_equal(first, slow_first(&s, &sub, from));
		assert_int_equal(last, slow_last(&s, &sub, from));
		found += first >= 0 && sub.length > 16;
	}
	assert_true(found > 1000);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* aaaa…a holds no aaaa…b: every place agrees until its last byte. It took over four seconds. */
static void test_no_quadratic_case(void **unused)
{
	size_t length = 65535, half = length / 2;
	char *text = malloc(length), *needle = malloc(half);
	struct dtrace_string s = string(text, length), sub = string(needle, half);
	double start = seconds();
	int i;

	memset(text, 'a', length);
	memset(needle, 'a', half);
	for (i = 0; i < 50; i++) {
		needle[half - 1] = 'b';
		assert_int_equal(dtrace_find_first(&run, &s, &sub, 0), -1);
		needle[half - 1] = 'a';
		needle[0] = 'b';
		assert_int_equal(dtrace_find_last(&run, &s, &sub, length), -1);
		needle[0] = 'a';
	}
	assert_true(seconds() - start < 1);
	free(text);
	free(needle);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_the_obvious),
		cmocka_unit_test(test_no_quadratic_case),
	};

	return cmocka_run_group_tests_name("core search", tests, NULL, NULL);
}
