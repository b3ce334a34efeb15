/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Order of aggregations and the actions that change them; dt_aggwalk.c walks them.
 *
 * Default order: variable, then value, then keys. aggsortkey puts keys before the value,
 * aggsortrev turns all of the order around, aggsortkeypos says which key counts first.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_aggregate.h"
#include "dt_aggval.h"

static int compare_key(const struct dtrace_record_desc *record, const char *a, const char *b)
{
	if (record->flags & DTRACE_RECORD_STRING)
		return strncmp(a, b, record->size);
	if (record->size == 8) {
		const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

		return x < y ? -1 : x > y;
	}
	if (record->size == 4) {
		const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

		return x < y ? -1 : x > y;
	}
	if (record->size == 2)
		return *(const uint16_t *)a - *(const uint16_t *)b;
	return memcmp(a, b, record->size);
}

int dt_aggregate_compare_keys(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *a,
			      const struct dt_aggregate_entry *b)
{
	uint32_t keys = a->desc->count - 1;
	uint32_t first = dt_option(hdl, DTRACEOPT_AGGSORTKEYPOS);

	if (keys != b->desc->count - 1)
		return keys < b->desc->count - 1 ? -1 : 1;
	for (uint32_t n = 0; n < keys; n++) {
		uint32_t i = ((first < keys ? first : 0) + n) % keys;
		const struct dtrace_record_desc *x = &a->desc->records[i], *y = &b->desc->records[i];
		int result;

		if (x->size != y->size)
			return x->size < y->size ? -1 : 1;
		result = compare_key(x, a->data + x->offset, b->data + y->offset);
		if (result)
			return result;
	}
	return 0;
}

int dt_aggregate_compare_values(const struct dt_aggregate_entry *a,
				const struct dt_aggregate_entry *b)
{
	const struct dtrace_record_desc *x = &a->desc->records[a->desc->count - 1];
	const struct dtrace_record_desc *y = &b->desc->records[b->desc->count - 1];

	if (x->action != y->action || x->size != y->size)
		return x->action < y->action ? -1 : x->action > y->action;
	return dt_aggval_compare(x->action, dt_aggregate_value(a), dt_aggregate_value(b), x->size);
}

int dt_aggregate_compare(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *a,
			 const struct dt_aggregate_entry *b)
{
	bool by_key = dt_option(hdl, DTRACEOPT_AGGSORTKEY);
	int result = by_key ? dt_aggregate_compare_keys(hdl, a, b) : dt_aggregate_compare_values(a, b);

	if (!result)
		result = by_key ? dt_aggregate_compare_values(a, b) : dt_aggregate_compare_keys(hdl, a, b);
	return dt_option(hdl, DTRACEOPT_AGGSORTREV) ? -result : result;
}

static int compare_entries(const void *a, const void *b, void *hdl)
{
	const struct dt_aggregate_entry *x = *(struct dt_aggregate_entry *const *)a;
	const struct dt_aggregate_entry *y = *(struct dt_aggregate_entry *const *)b;

	int result = (x->desc->variable > y->desc->variable) - (x->desc->variable < y->desc->variable);

	if (result)
		return dt_option(hdl, DTRACEOPT_AGGSORTREV) ? -result : result;
	return dt_aggregate_compare(hdl, x, y);
}

struct dt_aggregate_entry **dt_aggregate_list(struct dtrace_hdl *hdl, bool sorted, size_t *count)
{
	struct dt_aggregates *aggregates = hdl->aggregates;
	struct dt_aggregate_entry **list = malloc((aggregates->entry_count + 1) * sizeof(*list));

	*count = 0;
	if (!list) {
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	for (size_t i = 0; i < aggregates->bucket_count; i++) {
		for (struct dt_aggregate_entry *entry = aggregates->buckets[i]; entry;
		     entry = entry->next)
			list[(*count)++] = entry;
	}
	if (sorted)
		qsort_r(list, *count, sizeof(*list), compare_entries, hdl);
	return list;
}

dtrace_aggdata_t dt_aggregate_data(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *entry)
{
	return (dtrace_aggdata_t){
		.hdl = hdl,
		.variable = entry->desc->variable,
		.name = entry->desc->name,
		.data = entry->data,
		.size = entry->desc->size,
		.records = entry->desc->records,
		.record_count = entry->desc->count,
		.normal = entry->normal,
		.percpu = (const int64_t *const *)entry->percpu,
		.desc = &entry->desc->shown,
	};
}

/* --- clear(), trunc(), normalize() ------------------------------------------------------------ */

void dt_aggregate_clear_entry(struct dtrace_hdl *hdl, struct dt_aggregate_entry *entry)
{
	const struct dtrace_record_desc *value = &entry->desc->records[entry->desc->count - 1];

	dt_aggval_clear(value->action, dt_aggregate_value(entry), value->size);
	entry->cleared = true;
	for (uint32_t cpu = 0; entry->percpu && cpu < hdl->conf.cpus; cpu++) {
		free(entry->percpu[cpu]);
		entry->percpu[cpu] = NULL;
	}
}

int dt_aggregate_clear_variable(struct dtrace_hdl *hdl, uint32_t variable)
{
	struct dt_aggregates *aggregates = hdl->aggregates;

	for (size_t i = 0; i < aggregates->bucket_count; i++) {
		for (struct dt_aggregate_entry *entry = aggregates->buckets[i]; entry;
		     entry = entry->next) {
			if (entry->desc->variable == variable)
				dt_aggregate_clear_entry(hdl, entry);
		}
	}
	return 0;
}

int dt_aggregate_normalize(struct dtrace_hdl *hdl, uint32_t variable, uint64_t normal)
{
	struct dt_aggregates *aggregates = hdl->aggregates;
	struct dt_aggvar *info = dt_aggvar(hdl, variable);

	if (!info)
		return -1;
	if (!normal)
		return dt_set_error(hdl, EDT_BADAGG, "an aggregation cannot be normalized by zero");
	info->normal = normal;
	for (size_t i = 0; i < aggregates->bucket_count; i++) {
		for (struct dt_aggregate_entry *entry = aggregates->buckets[i]; entry;
		     entry = entry->next) {
			if (entry->desc->variable == variable)
				entry->normal = normal;
		}
	}
	return 0;
}

static int by_value(const void *a, const void *b, void *hdl)
{
	const struct dt_aggregate_entry *x = *(struct dt_aggregate_entry *const *)a;
	const struct dt_aggregate_entry *y = *(struct dt_aggregate_entry *const *)b;
	int result = dt_aggregate_compare_values(x, y);

	return result ? result : dt_aggregate_compare_keys(hdl, x, y);
}

/* Keep the n entries of highest value (n < 0: lowest); `all`: remove every one. */
int dt_aggregate_trunc(struct dtrace_hdl *hdl, uint32_t variable, bool all, int64_t n)
{
	size_t count, mine = 0, keep;
	struct dt_aggregate_entry **list = dt_aggregate_list(hdl, false, &count);

	if (!list)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (list[i]->desc->variable == variable)
			list[mine++] = list[i];
	}
	keep = all ? 0 : n < 0 ? -(uint64_t)n : (uint64_t)n;
	if (keep < mine) {
		qsort_r(list, mine, sizeof(*list), by_value, hdl);
		for (size_t i = 0; i < mine - keep; i++)
			dt_aggregate_remove(hdl, list[!all && n < 0 ? keep + i : i]);
	}
	free(list);
	return 0;
}
