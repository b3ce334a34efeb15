/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tables of quantize(), lquantize() and llquantize(): value, bar, count.
 *
 * The bar is 40 columns for the whole; a bucket's share of the sum of all magnitudes, rounded. With
 * only negative counts it grows from the right, with both signs each gets half. With encoding=utf8
 * a bar that grows to the right is exact to an eighth of a column; there are no blocks that fill a
 * column from its right side, so the others stay whole columns.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "dt_hist.h"

#define BAR 40
/* aggzoom: the longest bar's share of the width. */
#define ZOOM 0.95L

bool dt_table_measure(struct dt_table *table)
{
	long double sum = 0, most = 0;

	for (size_t i = 0; i < table->buckets; i++) {
		long double size = fabsl((long double)table->counts[i]);

		if (!table->counts[i])
			continue;
		if (!table->any)
			table->first = i;
		table->any = true;
		table->last = i;
		table->positive |= table->counts[i] > 0;
		table->negative |= table->counts[i] < 0;
		sum += size;
		most = size > most ? size : most;
	}
	table->total = dt_option(table->hdl, DTRACEOPT_AGGZOOM) ? most / ZOOM : sum;
	return table->any;
}

void dt_empty_range(uint16_t action, size_t buckets, size_t *first, size_t *last)
{
	*first = action == DTRACEAGG_QUANTIZE ? DTRACE_QUANTIZE_ZERO - 1 : 0;
	*last = action == DTRACEAGG_QUANTIZE  ? DTRACE_QUANTIZE_ZERO + 1 :
		action == DTRACEAGG_LQUANTIZE ? 2 :
						1;
	if (*last >= buckets)
		*last = buckets - 1;
}

/* What is printed: the buckets in use and one more on each side. */
static void measure_range(struct dt_table *table, uint16_t action)
{
	if (!dt_table_measure(table)) {
		dt_empty_range(action, table->buckets, &table->first, &table->last);
		return;
	}
	if (table->first)
		table->first--;
	if (table->last + 1 < table->buckets)
		table->last++;
}

int dt_table_header(const struct dt_table *table, const char *label, int width)
{
	return dt_printf(table->hdl, table->out, "\n%*s %41s %-9s\n", width, label,
			 "------------- Distribution -------------", "count");
}

/* --- bars ------------------------------------------------------------------------------------- */

/* A bar of so many eighths of a column; returns the columns it takes. */
typedef int draw_f(char *to, unsigned int eighths);

static int draw_ascii(char *to, unsigned int eighths)
{
	int columns = (eighths + 4) / 8;

	memset(to, '@', columns);
	to[columns] = '\0';
	return columns;
}

static char *put_block(char *to, unsigned int low)
{
	/* U+2580 + low */
	*to++ = '\xe2';
	*to++ = '\x96';
	*to++ = 0x80 + low;
	*to = '\0';
	return to;
}

/* U+2588 is the full block, U+2589 seven eighths … U+258F one. */
static int draw_utf8(char *to, unsigned int eighths)
{
	*to = '\0';
	for (unsigned int i = 0; i < eighths / 8; i++)
		to = put_block(to, 8);
	if (eighths % 8)
		put_block(to, 16 - eighths % 8);
	return (eighths + 7) / 8;
}

static int draw_utf8_whole(char *to, unsigned int eighths)
{
	return draw_utf8(to, (eighths + 4) / 8 * 8);
}

/* Rounded once, in the unit that is drawn: rounding to eighths first would push 0.49 up. */
static unsigned int bar_eighths(const struct dt_table *table, int64_t count, int width, bool fraction)
{
	long double columns;

	if (!table->total)
		return 0;
	columns = fabsl((long double)count) * width / table->total;
	return fraction ? (unsigned int)(columns * 8 + 0.5L) : (unsigned int)(columns + 0.5L) * 8;
}

/* One side of a bar, padded to its width: away from the middle line. */
static int print_side(const struct dt_table *table, int64_t count, int width, bool left)
{
	bool utf8 = table->hdl->output->encoding == DT_ENCODING_UTF8;
	draw_f *draw = !utf8 ? draw_ascii : left ? draw_utf8_whole : draw_utf8;
	char bar[3 * BAR + 1];
	int columns = draw(bar, bar_eighths(table, count, width, utf8 && !left));

	if (left)
		return dt_printf(table->hdl, table->out, "%*s%s", width - columns, "", bar);
	return dt_printf(table->hdl, table->out, "%s%*s", bar, width - columns, "");
}

int dt_table_bar(const struct dt_table *table, int64_t count)
{
	int left = !table->negative ? 0 : table->positive ? BAR / 2 : BAR;
	int right = BAR - left;

	if (left && print_side(table, count < 0 ? count : 0, left, true))
		return -1;
	if (dt_printf(table->hdl, table->out, "|"))
		return -1;
	if (right && print_side(table, count > 0 ? count : 0, right, false))
		return -1;
	return dt_printf(table->hdl, table->out, " %-9lld\n",
			 (long long)(count / (int64_t)table->normal));
}

/* --- the three kinds ------------------------------------------------------------------------- */

void dt_bucket_label(uint16_t action, const int64_t *value, size_t buckets, size_t i, char *to,
		     size_t size)
{
	bool linear = action == DTRACEAGG_LQUANTIZE;

	if (action == DTRACEAGG_QUANTIZE)
		snprintf(to, size, "%" PRId64, dt_quantize_bucket(i));
	else if (!i)
		/* Bucket 1 begins where "below" ends. */
		snprintf(to, size, "< %" PRId64,
			 linear ? (int64_t)DTRACE_LQUANTIZE_BASE(value[0]) :
				  dt_llquantize_bucket(value[0], 1));
	else
		snprintf(to, size, "%s%" PRId64, i == buckets - 1 ? ">= " : "",
			 linear ? dt_lquantize_bucket(value[0], i) : dt_llquantize_bucket(value[0], i));
}

static int print_table(struct dtrace_hdl *hdl, FILE *out, uint16_t action, const int64_t *value,
		       size_t words, uint64_t normal)
{
	struct dt_table table = {.hdl = hdl,
				 .out = out,
				 .counts = dt_distribution_counts(action, value),
				 .buckets = dt_distribution_buckets(action, value, words * 8),
				 .normal = normal};
	char label[32];

	measure_range(&table, action);
	if (dt_table_header(&table, "value", 16))
		return -1;
	for (size_t i = table.first; i <= table.last; i++) {
		dt_bucket_label(action, value, table.buckets, i, label, sizeof(label));
		if (dt_printf(hdl, out, "%16s ", label) || dt_table_bar(&table, table.counts[i]))
			return -1;
	}
	return 0;
}

int dt_print_quantize(struct dtrace_hdl *hdl, FILE *out, const int64_t *value, uint64_t normal)
{
	return print_table(hdl, out, DTRACEAGG_QUANTIZE, value, DTRACE_QUANTIZE_BUCKETS, normal);
}

int dt_print_lquantize(struct dtrace_hdl *hdl, FILE *out, const int64_t *value, size_t words,
		       uint64_t normal)
{
	return print_table(hdl, out, DTRACEAGG_LQUANTIZE, value, words, normal);
}

int dt_print_llquantize(struct dtrace_hdl *hdl, FILE *out, const int64_t *value, size_t words,
			uint64_t normal)
{
	return print_table(hdl, out, DTRACEAGG_LLQUANTIZE, value, words, normal);
}
