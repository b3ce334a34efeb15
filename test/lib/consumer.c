/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The pure parts of the consumer: values of options, formats, aggregation values.
 * Each test states the fact of D-SPEC it holds the code to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "libdtrace/dt_aggval.h"
#include "libdtrace/dt_format.h"
#include "libdtrace/dt_optval.h"

static void sizes(void **state)
{
	uint64_t size;

	assert_int_equal(dt_parse_size("512", &size), 0);
	assert_int_equal(size, 512);
	assert_int_equal(dt_parse_size("4m", &size), 0);
	assert_int_equal(size, 4u << 20);
	assert_int_equal(dt_parse_size("2G", &size), 0);
	assert_int_equal(size, 2ull << 30);
	assert_int_equal(dt_parse_size("16777216t", &size), -1); /* 2^64 */
	assert_int_equal(dt_parse_size("4x", &size), -1);
	assert_int_equal(dt_parse_size("4kk", &size), -1);
	assert_int_equal(dt_parse_size("-1", &size), -1);
	assert_int_equal(dt_parse_size("", &size), -1);
}

static void rates(void **state)
{
	uint64_t ns;

	assert_int_equal(dt_parse_rate("101hz", &ns), 0);
	assert_int_equal(ns, 1000000000 / 101);
	assert_int_equal(dt_parse_rate("5ms", &ns), 0);
	assert_int_equal(ns, 5000000);
	assert_int_equal(dt_parse_rate("1MIN", &ns), 0);
	assert_int_equal(ns, 60000000000ull);
	assert_int_equal(dt_parse_rate("250", &ns), 0); /* bare: ns */
	assert_int_equal(ns, 250);
	assert_int_equal(dt_parse_rate("0hz", &ns), -1);
	assert_int_equal(dt_parse_rate("5fortnights", &ns), -1);
	assert_int_equal(dt_parse_rate("300000d", &ns), -1); /* over 2^64 ns */
}

static void attributes(void **state)
{
	struct dtrace_attribute attribute;

	assert_int_equal(dt_parse_attribute("Evolving/Stable/Common", &attribute), 0);
	assert_int_equal(attribute.name, DTRACE_STABILITY_EVOLVING);
	assert_int_equal(attribute.data, DTRACE_STABILITY_STABLE);
	assert_int_equal(attribute.class_, DTRACE_CLASS_COMMON);
	assert_int_equal(dt_parse_attribute("Evolving/Stable", &attribute), -1);
	assert_int_equal(dt_parse_attribute("Evolving/Stable/Common/", &attribute), -1);
	assert_int_equal(dt_parse_attribute("Evolving/Commen/Common", &attribute), -1);
}

static struct dt_format *parse(const char *text)
{
	char message[128];
	struct dt_format *format = dt_format_parse(text, message, sizeof(message));

	if (!format)
		fail_msg("%s: %s", text, message);
	return format;
}

static void formats(void **state)
{
	struct dt_format *format = parse("a %-*.3lld%% %@-10x b");

	assert_int_equal(format->count, 4);
	assert_int_equal(format->conversions[0].text_length, 2);
	assert_int_equal(format->conversions[0].flags, DT_FORMAT_MINUS | DT_FORMAT_DYNWIDTH);
	assert_int_equal(format->conversions[0].precision, 3);
	assert_int_equal(format->conversions[0].bytes, 8);
	assert_int_equal(format->conversions[1].class_, DT_FORMAT_PERCENT);
	assert_int_equal(format->conversions[2].flags, DT_FORMAT_MINUS | DT_FORMAT_AGG);
	assert_int_equal(format->conversions[2].width, 10);
	assert_int_equal(format->conversions[2].conversion, 'x');
	assert_int_equal(format->conversions[3].class_, DT_FORMAT_LITERAL);
	dt_format_destroy(format);
	format = parse("%?x");
	assert_int_equal(format->conversions[0].width, 16);
	dt_format_destroy(format);
}

static void bad_formats(void **state)
{
	static const char *const bad[] = {"%", "%5", "%q", "%1$d", "%n", "%hs", "%99999999d", "%.99999999d"};
	char message[128];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		message[0] = '\0';
		assert_null(dt_format_parse(bad[i], message, sizeof(message)));
		assert_true(message[0]);
	}
}

static void quantize_buckets(void **state)
{
	assert_int_equal(dt_quantize_bucket(0), -(1ll << 62));
	assert_int_equal(dt_quantize_bucket(62), -1);
	assert_int_equal(dt_quantize_bucket(63), 0);
	assert_int_equal(dt_quantize_bucket(64), 1);
	assert_int_equal(dt_quantize_bucket(126), 1ll << 62);
}

static void linear_buckets(void **state)
{
	uint64_t parameters = 5ull << 48 | 4ull << 32 | (uint32_t)-10;

	assert_int_equal(dt_lquantize_bucket(parameters, 0), -11);
	assert_int_equal(dt_lquantize_bucket(parameters, 1), -10);
	assert_int_equal(dt_lquantize_bucket(parameters, 5), 10); /* >= limit */
}

static void log_linear_buckets(void **state)
{
	uint64_t parameters = 10ull << 48 | 0ull << 32 | 2ull << 16 | 20;
	/* < 1, 1 .. 9 by 1, 10 .. 95 by 5, 100 .. 950 by 50, >= 1000 */

	assert_int_equal(dt_llquantize_bucket(parameters, 1), 1);
	assert_int_equal(dt_llquantize_bucket(parameters, 9), 9);
	assert_int_equal(dt_llquantize_bucket(parameters, 10), 10);
	assert_int_equal(dt_llquantize_bucket(parameters, 11), 15);
	assert_int_equal(dt_llquantize_bucket(parameters, 28), 100);
	assert_int_equal(dt_llquantize_bucket(parameters, 45), 950);
	assert_int_equal(dt_llquantize_bucket(parameters, 46), 1000);
}

static void merging(void **state)
{
	int64_t low = 5, high = 5, more = -7, sum = INT64_MAX;
	int64_t deviation[4] = {1, 10, -1, 0}, other[4] = {1, 10, 1, 0};
	int64_t linear[3] = {99, 1, 2}, linear2[3] = {99, 10, 20};

	dt_aggval_merge(DTRACEAGG_MIN, &low, &more, 8);
	assert_int_equal(low, -7);
	dt_aggval_merge(DTRACEAGG_MAX, &high, &more, 8);
	assert_int_equal(high, 5);
	more = 1;
	dt_aggval_merge(DTRACEAGG_SUM, &sum, &more, 8); /* wraps */
	assert_int_equal(sum, INT64_MIN);
	/* 2^64 - 1 plus 1 carries into the high word of the squares. */
	dt_aggval_merge(DTRACEAGG_STDDEV, deviation, other, sizeof(deviation));
	assert_int_equal(deviation[0], 2);
	assert_int_equal(deviation[2], 0);
	assert_int_equal(deviation[3], 1);
	dt_aggval_merge(DTRACEAGG_LQUANTIZE, linear, linear2, sizeof(linear));
	assert_int_equal(linear[0], 99); /* parameters stay */
	assert_int_equal(linear[1], 11);
	assert_int_equal(linear[2], 22);
}

static void numbers(void **state)
{
	int64_t average[2] = {2, 31}, empty[2] = {0, 0};
	int64_t deviation[4] = {8, 40, 232, 0};
	dtrace_recdesc_t record = {.action = DTRACEAGG_AVG, .size = 16};
	dtrace_aggdata_t data = {
		.data = (char *)average, .records = &record, .record_count = 1, .normal = 1};

	assert_int_equal(dt_aggval_number(&data), 15);
	data.data = (char *)empty;
	assert_int_equal(dt_aggval_number(&data), 0);
	record.action = DTRACEAGG_STDDEV;
	record.size = 32;
	data.data = (char *)deviation;
	assert_int_equal(dt_aggval_number(&data), 2); /* 2 4 4 4 5 5 7 9 */
}

static void clearing(void **state)
{
	int64_t linear[3] = {99, 1, 2}, least = 4, most = 4;

	dt_aggval_clear(DTRACEAGG_LQUANTIZE, linear, sizeof(linear));
	assert_int_equal(linear[0], 99);
	assert_int_equal(linear[1] | linear[2], 0);
	dt_aggval_clear(DTRACEAGG_MIN, &least, 8);
	dt_aggval_clear(DTRACEAGG_MAX, &most, 8);
	assert_int_equal(least | most, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes),	     cmocka_unit_test(rates),
		cmocka_unit_test(attributes),	     cmocka_unit_test(formats),
		cmocka_unit_test(bad_formats),	     cmocka_unit_test(quantize_buckets),
		cmocka_unit_test(linear_buckets),    cmocka_unit_test(log_linear_buckets),
		cmocka_unit_test(merging),	     cmocka_unit_test(numbers),
		cmocka_unit_test(clearing),
	};

	return cmocka_run_group_tests_name("consumer", tests, NULL, NULL);
}
