/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Values of aggregating functions: see dt_aggval.h. */
#include <string.h>

#include "dt_aggval.h"

bool dt_aggval_is_distribution(uint16_t action)
{
	return action == DTRACEAGG_QUANTIZE || action == DTRACEAGG_LQUANTIZE ||
	       action == DTRACEAGG_LLQUANTIZE;
}

/* Words before the first bucket: the parameters of the linear kinds. */
static size_t parameter_words(uint16_t action)
{
	return action == DTRACEAGG_LQUANTIZE || action == DTRACEAGG_LLQUANTIZE ? 1 : 0;
}

static void add_words(int64_t *to, const int64_t *from, size_t first, size_t count)
{
	for (size_t i = first; i < count; i++)
		to[i] = (uint64_t)to[i] + (uint64_t)from[i];
}

/* Count, sum, and a 128-bit sum of squares, low word first. */
static void merge_stddev(int64_t *to, const int64_t *from)
{
	unsigned __int128 a = (unsigned __int128)(uint64_t)to[3] << 64 | (uint64_t)to[2];
	unsigned __int128 b = (unsigned __int128)(uint64_t)from[3] << 64 | (uint64_t)from[2];

	add_words(to, from, 0, 2);
	a += b;
	to[2] = (uint64_t)a;
	to[3] = (uint64_t)(a >> 64);
}

void dt_aggval_merge(uint16_t action, int64_t *to, const int64_t *from, size_t size)
{
	switch (action) {
	case DTRACEAGG_MIN:
		if (*from < *to)
			*to = *from;
		break;
	case DTRACEAGG_MAX:
		if (*from > *to)
			*to = *from;
		break;
	case DTRACEAGG_STDDEV:
		merge_stddev(to, from);
		break;
	default:
		add_words(to, from, parameter_words(action), size / 8);
		break;
	}
}

void dt_aggval_clear(uint16_t action, int64_t *value, size_t size)
{
	size_t keep = parameter_words(action);

	memset(value + keep, 0, size - keep * 8);
}

static uint64_t square_root(unsigned __int128 n)
{
	unsigned __int128 root = 0, bit = (unsigned __int128)1 << 126;

	while (bit > n)
		bit >>= 2;
	for (; bit; bit >>= 2) {
		if (n >= root + bit) {
			n -= root + bit;
			root = (root >> 1) + bit;
		} else {
			root >>= 1;
		}
	}
	return (uint64_t)root;
}

static int64_t average(const int64_t *value, int64_t normal)
{
	return value[0] ? value[1] / normal / value[0] : 0;
}

/* sqrt(mean of squares - square of mean), in integers. */
static int64_t deviation(const int64_t *value, uint64_t normal)
{
	unsigned __int128 squares = (unsigned __int128)(uint64_t)value[3] << 64 |
				    (uint64_t)value[2];
	__int128 mean;

	if (!value[0])
		return 0;
	mean = value[1] / value[0];
	squares /= (uint64_t)value[0];
	if (squares < (unsigned __int128)(mean * mean))
		return 0;
	return square_root(squares - (unsigned __int128)(mean * mean)) / normal;
}

static int64_t number(uint16_t action, const int64_t *value, uint64_t normal)
{
	if (action == DTRACEAGG_AVG)
		return average(value, normal);
	if (action == DTRACEAGG_STDDEV)
		return deviation(value, normal);
	return *value / (int64_t)normal;
}

int64_t dt_aggval_number(const dtrace_aggdata_t *data)
{
	const dtrace_recdesc_t *record = &data->records[data->record_count - 1];
	const int64_t *value = (const int64_t *)(data->data + record->offset);

	return number(record->action, value, data->normal ? data->normal : 1);
}

/* --- distributions ------------------------------------------------------------------------- */

size_t dt_distribution_buckets(uint16_t action, const int64_t *value, size_t size)
{
	return size / 8 - parameter_words(action);
}

const int64_t *dt_distribution_counts(uint16_t action, const int64_t *value)
{
	return value + parameter_words(action);
}

int64_t dt_quantize_bucket(size_t i)
{
	if (i < DTRACE_QUANTIZE_ZERO)
		return -(int64_t)(1ull << (DTRACE_QUANTIZE_ZERO - 1 - i));
	if (i == DTRACE_QUANTIZE_ZERO)
		return 0;
	return (int64_t)(1ull << (i - DTRACE_QUANTIZE_ZERO - 1));
}

/* Bucket 0 is "below base"; it weighs base - 1. */
int64_t dt_lquantize_bucket(uint64_t parameters, size_t i)
{
	int64_t base = DTRACE_LQUANTIZE_BASE(parameters);

	if (!i)
		return base - 1;
	return base + (int64_t)(i - 1) * DTRACE_LQUANTIZE_STEP(parameters);
}

static int64_t power(int64_t base, unsigned int exponent)
{
	int64_t result = 1;

	while (exponent--)
		result *= base;
	return result;
}

/*
 * Magnitude m covers [factor^m, factor^(m+1)) in steps of factor^(m+1)/nsteps (at
 * least 1). Bucket 0 is "below factor^low".
 */
int64_t dt_llquantize_bucket(uint64_t parameters, size_t i)
{
	int64_t factor = DTRACE_LLQUANTIZE_FACTOR(parameters);
	unsigned int high = DTRACE_LLQUANTIZE_HIGH(parameters);
	int64_t nsteps = DTRACE_LLQUANTIZE_NSTEPS(parameters);

	if (!i)
		return power(factor, DTRACE_LLQUANTIZE_LOW(parameters)) - 1;
	i--;
	for (unsigned int m = DTRACE_LLQUANTIZE_LOW(parameters); m <= high; m++) {
		int64_t from = power(factor, m), to = from * factor;
		int64_t step = to > nsteps ? to / nsteps : 1;
		size_t count = (to - from) / step;

		if (i < count)
			return from + (int64_t)i * step;
		i -= count;
	}
	return power(factor, high + 1);
}

static int64_t bucket_value(uint16_t action, const int64_t *value, size_t i)
{
	if (action == DTRACEAGG_QUANTIZE)
		return dt_quantize_bucket(i);
	if (action == DTRACEAGG_LQUANTIZE)
		return dt_lquantize_bucket(value[0], i);
	return dt_llquantize_bucket(value[0], i);
}

/* Weight of a distribution for sorting: the sum of bucket value times count. */
static long double weight(uint16_t action, const int64_t *value, size_t size)
{
	const int64_t *counts = dt_distribution_counts(action, value);
	size_t buckets = dt_distribution_buckets(action, value, size);
	long double sum = 0;

	for (size_t i = 0; i < buckets; i++) {
		if (counts[i])
			sum += (long double)bucket_value(action, value, i) * counts[i];
	}
	return sum;
}

static int64_t count_at_zero(uint16_t action, const int64_t *value, size_t size)
{
	const int64_t *counts = dt_distribution_counts(action, value);
	size_t buckets = dt_distribution_buckets(action, value, size);

	for (size_t i = 0; i < buckets; i++) {
		if (counts[i] && !bucket_value(action, value, i))
			return counts[i];
	}
	return 0;
}

static int order(long double a, long double b)
{
	return a < b ? -1 : a > b;
}

int dt_aggval_compare(uint16_t action, const int64_t *a, const int64_t *b, size_t size)
{
	int result;

	if (!dt_aggval_is_distribution(action)) {
		int64_t x = number(action, a, 1), y = number(action, b, 1);

		return x < y ? -1 : x > y;
	}
	result = order(weight(action, a, size), weight(action, b, size));
	return result ? result : order(count_at_zero(action, a, size), count_at_zero(action, b, size));
}
