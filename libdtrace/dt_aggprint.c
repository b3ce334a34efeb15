/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Printing aggregations: the default layout at the end of a run, and printa(),
 * of one aggregation or of several joined by their keys.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "dt_aggregate.h"
#include "dt_aggval.h"
#include "dt_hist.h"
#include "dt_json.h"

int dt_print_aggregate_value(struct dtrace_hdl *hdl, FILE *out, const dtrace_aggdata_t *data,
			     const dtrace_recdesc_t *record, const char *value)
{
	const int64_t *words = (const int64_t *)value;
	uint64_t normal = data->normal ? data->normal : 1;

	if (dt_aggval_is_distribution(record->action) && dt_option(hdl, DTRACEOPT_AGGPACK))
		return dt_print_packed(hdl, out, data, words);
	switch (record->action) {
	case DTRACEAGG_QUANTIZE:
		return dt_print_quantize(hdl, out, words, normal);
	case DTRACEAGG_LQUANTIZE:
		return dt_print_lquantize(hdl, out, words, record->size / 8, normal);
	case DTRACEAGG_LLQUANTIZE:
		return dt_print_llquantize(hdl, out, words, record->size / 8, normal);
	case DTRACEAGG_STDDEV:
		return dt_printf(hdl, out, " %16" PRIu64, (uint64_t)dt_aggval_number(data));
	default:
		return dt_printf(hdl, out, " %16" PRId64, dt_aggval_number(data));
	}
}

static int print_keys(struct dtrace_hdl *hdl, FILE *out, const dtrace_aggdata_t *data)
{
	for (uint32_t i = 0; i + 1 < data->record_count; i++) {
		const dtrace_recdesc_t *record = &data->records[i];

		if (dt_print_record(hdl, out, record, data->data + record->offset, 50, false) ||
		    dt_buffered_flush(hdl, NULL, record, data, DTRACE_BUFDATA_AGGKEY))
			return -1;
	}
	return 0;
}

static int print_value(struct dtrace_hdl *hdl, FILE *out, const dtrace_aggdata_t *data)
{
	const dtrace_recdesc_t *record = &data->records[data->record_count - 1];

	return dt_print_aggregate_value(hdl, out, data, record, data->data + record->offset) ||
			       dt_buffered_flush(hdl, NULL, record, data, DTRACE_BUFDATA_AGGVAL) ?
		       -1 :
		       0;
}

static int end_row(struct dtrace_hdl *hdl, FILE *out, const dtrace_aggdata_t *data)
{
	return dt_printf(hdl, out, "\n") ||
			       dt_buffered_flush(hdl, NULL, NULL, data, DTRACE_BUFDATA_AGGLAST) ?
		       -1 :
		       0;
}

/* --- at the end of a run --------------------------------------------------------------------- */

/* Entries of one variable, in order: `list` keeps those the filter lets through. */
static size_t choose(struct dtrace_hdl *hdl, dtrace_aggregate_f *filter,
		     struct dt_aggregate_entry **list, size_t count)
{
	size_t chosen = 0;

	for (size_t i = 0; i < count; i++) {
		dtrace_aggdata_t data = dt_aggregate_data(hdl, list[i]);

		if (!filter || filter(&data, NULL) == DTRACE_AGGWALK_NEXT)
			list[chosen++] = list[i];
	}
	return chosen;
}

static int print_json(struct dtrace_hdl *hdl, FILE *out, const dtrace_aggdata_t *data)
{
	char *text = NULL;
	size_t size;
	FILE *line = open_memstream(&text, &size);
	int error;

	if (!line)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	dt_json_aggregation(line, data);
	error = fclose(line) ? dt_set_error(hdl, EDT_NOMEM, NULL) : dt_printf(hdl, out, "%s\n", text);
	free(text);
	return error;
}

static int print_entry(struct dtrace_hdl *hdl, FILE *out, const dtrace_aggdata_t *data)
{
	if (hdl->output->json)
		return print_json(hdl, out, data);
	return print_keys(hdl, out, data) || print_value(hdl, out, data) || end_row(hdl, out, data) ?
		       -1 :
		       0;
}

static int print_variable(struct dtrace_hdl *hdl, FILE *out, struct dt_aggregate_entry **list,
			  size_t count)
{
	bool printed = false;

	if (!hdl->output->json && dt_option(hdl, DTRACEOPT_AGGHIST) &&
	    dt_print_agghist(hdl, out, list, count, &printed))
		return -1;
	for (size_t i = 0; i < count && !printed; i++) {
		dtrace_aggdata_t data = dt_aggregate_data(hdl, list[i]);

		if (print_entry(hdl, out, &data))
			return -1;
	}
	return 0;
}

static int print_all(struct dtrace_hdl *hdl, FILE *out, dtrace_aggregate_f *filter,
		     struct dt_aggregate_entry **list, size_t count)
{
	for (size_t i = 0, next; i < count; i = next) {
		struct dt_aggvar *variable = dt_aggvar(hdl, list[i]->desc->variable);

		if (!variable)
			return -1;
		for (next = i + 1; next < count; next++) {
			if (list[next]->desc->variable != list[i]->desc->variable)
				break;
		}
		if (!variable->printed &&
		    print_variable(hdl, out, list + i, choose(hdl, filter, list + i, next - i)))
			return -1;
	}
	return 0;
}

int dtrace_aggregate_print(dtrace_hdl_t *hdl, FILE *out, dtrace_aggregate_f *filter)
{
	size_t count;
	struct dt_aggregate_entry **list = dt_aggregate_list(hdl, true, &count);
	int error;

	if (!list)
		return -1;
	hdl->aggregates->pack.known = false;
	error = print_all(hdl, hdl->consumer->redirected ? hdl->consumer->redirected : out, filter,
			  list, count);
	free(list);
	return error ? error : dt_flush(hdl, out);
}

/* --- printa(): rows of entries with the same keys -------------------------------------------- */

struct row {
	struct dt_aggregate_entry **entries; /* one a variable, NULL where it has no such key */
};

struct join {
	struct dtrace_hdl *hdl;
	const uint32_t *variables;
	uint32_t count;
	struct row *rows;
	size_t row_count;
	uint32_t position; /* aggsortpos */
};

static int index_of(const struct join *join, uint32_t variable)
{
	for (uint32_t i = 0; i < join->count; i++) {
		if (join->variables[i] == variable)
			return i;
	}
	return -1;
}

static int compare_canonical(const void *a, const void *b)
{
	const struct dt_aggregate_entry *x = *(struct dt_aggregate_entry *const *)a;
	const struct dt_aggregate_entry *y = *(struct dt_aggregate_entry *const *)b;

	if (x->key_size != y->key_size)
		return x->key_size < y->key_size ? -1 : 1;
	return memcmp(x->key, y->key, x->key_size);
}

static const struct dt_aggregate_entry *any_entry(const struct join *join, const struct row *row)
{
	for (uint32_t i = 0; i < join->count; i++) {
		if (row->entries[i])
			return row->entries[i];
	}
	return NULL;
}

/* A missing value counts as zero when rows are put in order. */
static int compare_at(const struct join *join, const struct row *a, const struct row *b,
		      uint32_t position)
{
	const struct dt_aggregate_entry *x = a->entries[position], *y = b->entries[position];
	const struct dtrace_record_desc *record;

	if (x && y) {
		record = &x->desc->records[x->desc->count - 1];
		return dt_aggval_compare(record->action, dt_aggregate_value(x), dt_aggregate_value(y),
					 record->size);
	}
	if (!x && !y)
		return 0;
	{
		dtrace_aggdata_t data = dt_aggregate_data(join->hdl, x ? x : y);
		int64_t number = dt_aggval_number(&data);
		int order = number < 0 ? -1 : number > 0;

		return x ? order : -order;
	}
}

static int compare_row_values(const struct join *join, const struct row *a, const struct row *b)
{
	int result = compare_at(join, a, b, join->position);

	for (uint32_t i = 0; i < join->count && !result; i++)
		result = compare_at(join, a, b, i);
	return result;
}

static int compare_rows(const void *a, const void *b, void *argument)
{
	const struct join *join = argument;
	const struct row *x = a, *y = b;
	bool by_key = dt_option(join->hdl, DTRACEOPT_AGGSORTKEY);
	int keys = dt_aggregate_compare_keys(join->hdl, any_entry(join, x), any_entry(join, y));
	int values = compare_row_values(join, x, y);
	int result = by_key ? (keys ? keys : values) : (values ? values : keys);

	return dt_option(join->hdl, DTRACEOPT_AGGSORTREV) ? -result : result;
}

/* Entries of the wanted variables, sorted by key, become rows. */
static int make_rows(struct join *join, struct dt_aggregate_entry **list, size_t count)
{
	join->rows = calloc(count ? count : 1, sizeof(*join->rows));
	if (!join->rows)
		return dt_set_error(join->hdl, EDT_NOMEM, NULL);
	for (size_t i = 0; i < count; i++) {
		struct row *row = join->row_count ? &join->rows[join->row_count - 1] : NULL;

		if (!row || compare_canonical(&list[i - 1], &list[i])) {
			row = &join->rows[join->row_count++];
			row->entries = calloc(join->count, sizeof(*row->entries));
			if (!row->entries)
				return dt_set_error(join->hdl, EDT_NOMEM, NULL);
		}
		row->entries[index_of(join, list[i]->desc->variable)] = list[i];
	}
	return 0;
}

static int collect(struct join *join)
{
	size_t count, mine = 0;
	struct dt_aggregate_entry **list = dt_aggregate_list(join->hdl, false, &count);
	int error;

	if (!list)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (index_of(join, list[i]->desc->variable) >= 0)
			list[mine++] = list[i];
	}
	qsort(list, mine, sizeof(*list), compare_canonical);
	error = make_rows(join, list, mine);
	free(list);
	if (!error)
		qsort_r(join->rows, join->row_count, sizeof(*join->rows), compare_rows, join);
	return error;
}

/* The zero that stands for a missing value: an entry's parameters with empty buckets. */
static int zero_of(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *pattern,
		   dtrace_aggdata_t *data, char **storage)
{
	const struct dtrace_record_desc *record = &pattern->desc->records[pattern->desc->count - 1];
	int64_t *value;

	*data = dt_aggregate_data(hdl, pattern);
	*storage = malloc(pattern->desc->size);
	if (!*storage)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	memcpy(*storage, pattern->data, pattern->desc->size);
	value = (int64_t *)(*storage + record->offset);
	dt_aggval_clear(record->action, value, record->size);
	data->data = *storage;
	return 0;
}

static const struct dt_aggregate_entry *some_of(const struct join *join, uint32_t i)
{
	for (size_t r = 0; r < join->row_count; r++) {
		if (join->rows[r].entries[i])
			return join->rows[r].entries[i];
	}
	return NULL;
}

/* A row of at most this many aggregations: what one printa() may name. */
#define PRINTA_LIMIT 64

static int print_joined(const struct join *join, FILE *out, const dtrace_aggdata_t *keys,
			const dtrace_aggdata_t *const *values, uint32_t count, const char *format)
{
	if (format)
		return dt_format_print(join->hdl, out, format, keys->records, keys->record_count - 1,
				       keys->data, values, count) < 0 ?
			       -1 :
			       0;
	if (print_keys(join->hdl, out, keys))
		return -1;
	for (uint32_t i = 0; i < count; i++) {
		if (print_value(join->hdl, out, values[i]))
			return -1;
	}
	return end_row(join->hdl, out, keys);
}

/* One row as a walker sees it; `zeros` is what must be freed behind it. */
struct shown {
	dtrace_aggdata_t keys, data[PRINTA_LIMIT];
	const dtrace_aggdata_t *values[PRINTA_LIMIT];
	char *zeros[PRINTA_LIMIT];
	uint32_t count;
};

static void hide_row(struct shown *shown)
{
	for (uint32_t i = 0; i < shown->count; i++)
		free(shown->zeros[i]);
}

/* An aggregation that has no entry at all has no function yet: it is left out. */
static int show_row(const struct join *join, const struct row *row, struct shown *shown)
{
	int error = 0;

	shown->keys = dt_aggregate_data(join->hdl, any_entry(join, row));
	shown->count = 0;
	for (uint32_t i = 0; i < join->count && !error; i++) {
		uint32_t which = index_of(join, join->variables[i]); /* it may be named twice */
		const struct dt_aggregate_entry *entry = row->entries[which];
		const struct dt_aggregate_entry *pattern = some_of(join, which);
		uint32_t at = shown->count;

		if (!pattern)
			continue;
		shown->zeros[at] = NULL;
		if (entry)
			shown->data[at] = dt_aggregate_data(join->hdl, entry);
		else
			error = zero_of(join->hdl, pattern, &shown->data[at], &shown->zeros[at]);
		shown->values[at] = &shown->data[at];
		shown->count++;
	}
	if (error)
		hide_row(shown);
	return error;
}

static int print_row(const struct join *join, FILE *out, const struct row *row, const char *format)
{
	struct shown shown;
	int error = show_row(join, row, &shown);

	if (error)
		return error;
	error = print_joined(join, out, &shown.keys, shown.values, shown.count, format);
	hide_row(&shown);
	return error;
}

static int print_as_histogram(const struct join *join, FILE *out, bool *printed)
{
	struct dt_aggregate_entry **list = calloc(join->row_count + 1, sizeof(*list));
	int error;

	if (!list)
		return dt_set_error(join->hdl, EDT_NOMEM, NULL);
	for (size_t i = 0; i < join->row_count; i++)
		list[i] = join->rows[i].entries[0];
	error = dt_print_agghist(join->hdl, out, list, join->row_count, printed);
	free(list);
	return error;
}

static void destroy(struct join *join)
{
	for (size_t i = 0; i < join->row_count; i++)
		free(join->rows[i].entries);
	free(join->rows);
}

int dt_printa(struct dtrace_hdl *hdl, FILE *out, const char *format, const uint32_t *variables,
	      uint32_t count)
{
	uint64_t position = dt_option(hdl, DTRACEOPT_AGGSORTPOS);
	struct join join = {.hdl = hdl,
			    .variables = variables,
			    .count = count,
			    .position = position < count ? position : 0};
	bool printed = false;
	int error = 0;

	if (count > PRINTA_LIMIT)
		return dt_set_error(hdl, EDT_BADAGG, "printa() of more than %d aggregations",
				    PRINTA_LIMIT);
	for (uint32_t i = 0; i < count && !error; i++) {
		struct dt_aggvar *variable = dt_aggvar(hdl, variables[i]);

		if (!variable)
			error = -1;
		else
			variable->printed = true;
	}
	hdl->aggregates->pack.known = false;
	if (!error)
		error = collect(&join);
	if (!error && !format)
		error = dt_printf(hdl, out, "\n");
	if (!error && !format && count == 1 && dt_option(hdl, DTRACEOPT_AGGHIST))
		error = print_as_histogram(&join, out, &printed);
	for (size_t i = 0; i < join.row_count && !error && !printed; i++)
		error = print_row(&join, out, &join.rows[i], format);
	destroy(&join);
	return error;
}

int dtrace_aggregate_walk_joined(dtrace_hdl_t *hdl, dtrace_aggvarid_t *variables, int count,
				 dtrace_aggregate_walk_joined_f *function, void *argument)
{
	struct join join = {.hdl = hdl, .variables = variables, .count = count};
	const dtrace_aggdata_t *data[PRINTA_LIMIT + 1];
	struct shown shown;
	int error, answer = DTRACE_AGGWALK_NEXT;

	if (count < 1 || count > PRINTA_LIMIT)
		return dt_set_error(hdl, EDT_BADAGG, "a joined walk is of 1 to %d aggregations, not %d",
				    PRINTA_LIMIT, count);
	error = collect(&join);
	for (size_t i = 0; i < join.row_count && !error; i++) {
		error = show_row(&join, &join.rows[i], &shown);
		if (error)
			break;
		data[0] = &shown.keys;
		memcpy(data + 1, shown.values, shown.count * sizeof(data[0]));
		answer = function(data, shown.count + 1, argument);
		hide_row(&shown);
		if (answer == DTRACE_AGGWALK_ERROR || answer == DTRACE_AGGWALK_ABORT)
			break;
	}
	destroy(&join);
	return error || answer == DTRACE_AGGWALK_ERROR ? -1 : 0;
}
