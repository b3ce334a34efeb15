/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Option aggpack: a distribution in one line, "min : characters : max | total".
 *
 * One character a bucket, its height the bucket's share of the whole (of the highest, with
 * aggzoom). All keys of a variable show the same range of buckets, so that the
 * characters of one bucket stand in one column; that range is found once for each printing.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dt_hist.h"

static bool same_geometry(const struct dt_aggregate_entry *entry, uint32_t variable,
			  const dtrace_recdesc_t *record, const int64_t *value)
{
	const dtrace_recdesc_t *other = &entry->desc->records[entry->desc->count - 1];

	return entry->desc->variable == variable && other->action == record->action &&
	       other->size == record->size &&
	       (record->action == DTRACEAGG_QUANTIZE || *dt_aggregate_value(entry) == *value);
}

static void widen(struct dt_pack_range *range, const struct dt_table *table)
{
	if (!range->any || table->first < range->first)
		range->first = table->first;
	if (!range->any || table->last > range->last)
		range->last = table->last;
	range->any = true;
}

static struct dt_pack_range find_range(struct dtrace_hdl *hdl, const dtrace_aggdata_t *data,
				       const dtrace_recdesc_t *record, const int64_t *value)
{
	const struct dt_aggregates *aggregates = hdl->aggregates;
	struct dt_pack_range range = {.variable = data->variable, .known = true};
	size_t buckets = dt_distribution_buckets(record->action, value, record->size);

	for (size_t i = 0; i < aggregates->bucket_count; i++) {
		for (struct dt_aggregate_entry *entry = aggregates->buckets[i]; entry;
		     entry = entry->next) {
			struct dt_table table = {.hdl = hdl, .buckets = buckets};

			if (!same_geometry(entry, data->variable, record, value))
				continue;
			table.counts = dt_distribution_counts(record->action,
							      dt_aggregate_value(entry));
			if (dt_table_measure(&table))
				widen(&range, &table);
		}
	}
	if (!range.any)
		dt_empty_range(record->action, buckets, &range.first, &range.last);
	return range;
}

/* Whatever was counted is seen: the least height is 1. */
static unsigned int height(const struct dt_table *table, int64_t count, unsigned int highest)
{
	unsigned int level = fabsl((long double)count) * highest / table->total + 0.5L;

	return level < 1 ? 1 : level > highest ? highest : level;
}

/* One bucket's character behind `to`; returns its end. */
static char *put(const struct dt_table *table, int64_t count, char *to)
{
	static const char positive[] = "__xxxxXX", negative[] = "vvvvVV";

	if (!count) {
		*to++ = ' ';
	} else if (count < 0) {
		*to++ = negative[height(table, count, sizeof(negative) - 1) - 1];
	} else if (table->hdl->output->encoding == DT_ENCODING_UTF8) {
		/* U+2581 one eighth of the height … U+2588 all of it */
		*to++ = '\xe2';
		*to++ = '\x96';
		*to++ = 0x80 + height(table, count, 8);
	} else {
		*to++ = positive[height(table, count, sizeof(positive) - 1) - 1];
	}
	*to = '\0';
	return to;
}

int dt_print_packed(struct dtrace_hdl *hdl, FILE *out, const dtrace_aggdata_t *data,
		    const int64_t *value)
{
	const dtrace_recdesc_t *record = &data->records[data->record_count - 1];
	struct dt_pack_range *range = &hdl->aggregates->pack;
	struct dt_table table = {.hdl = hdl,
				 .counts = dt_distribution_counts(record->action, value),
				 .buckets = dt_distribution_buckets(record->action, value, record->size)};
	char low[32], high[32], *text, *end;
	int64_t total = 0, normal = data->normal ? data->normal : 1;
	int error;

	if (!range->known || range->variable != data->variable)
		*range = find_range(hdl, data, record, value);
	text = malloc(3 * (range->last - range->first + 1) + 1);
	if (!text)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	dt_table_measure(&table);
	end = text;
	for (size_t i = range->first; i <= range->last && i < table.buckets; i++) {
		total = (uint64_t)total + (uint64_t)table.counts[i];
		end = put(&table, table.counts[i], end);
	}
	dt_bucket_label(record->action, value, table.buckets, range->first, low, sizeof(low));
	dt_bucket_label(record->action, value, table.buckets, range->last, high, sizeof(high));
	error = dt_printf(hdl, out, " %16s : %s : %s | %" PRId64, low, text, high, total / normal);
	free(text);
	return error;
}
