/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Option agghist: the counts or sums of one variable as one histogram, a row an entry.
 *
 * Every key has its column: a number that of the default layout, other text what the longest
 * of the entries needs, flush right. Keys of several lines (stacks, bytes) do not fit a row; such
 * variables keep the default layout.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_hist.h"

struct cells {
	size_t rows, columns;
	char **text; /* rows * columns */
	int *width;  /* columns */
};

static void destroy(struct cells *cells)
{
	for (size_t i = 0; cells->text && i < cells->rows * cells->columns; i++)
		free(cells->text[i]);
	free(cells->text);
	free(cells->width);
}

/* A key as the default layout has it, without the blanks around it; malloc'ed. */
static char *key_text(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *entry, size_t column)
{
	const dtrace_recdesc_t *record = &entry->desc->records[column];
	char *text = NULL, *start, *trimmed;
	size_t size;
	FILE *memory = open_memstream(&text, &size);
	int error;

	if (!memory) {
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	error = dt_print_record(hdl, memory, record, entry->data + record->offset, 0, false);
	if (fclose(memory) || error) {
		free(text);
		return NULL;
	}
	start = text + strspn(text, " ");
	size = strlen(start);
	while (size && start[size - 1] == ' ')
		size--;
	trimmed = strndup(start, size);
	free(text);
	if (!trimmed)
		dt_set_error(hdl, EDT_NOMEM, NULL);
	return trimmed;
}

static int number_width(const dtrace_recdesc_t *record)
{
	if (record->action != DTRACEACT_DIFEXPR || record->flags & DTRACE_RECORD_STRING)
		return 0;
	switch (record->size) {
	case 8:
		return 16;
	case 4:
		return 8;
	case 2:
		return 5;
	default:
		return 3;
	}
}

static int collect(struct dtrace_hdl *hdl, struct dt_aggregate_entry **list, struct cells *cells)
{
	cells->text = calloc(cells->rows * cells->columns + 1, sizeof(*cells->text));
	cells->width = calloc(cells->columns + 1, sizeof(*cells->width));
	if (!cells->text || !cells->width)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	for (size_t i = 0; i < cells->rows * cells->columns; i++) {
		size_t column = i % cells->columns;
		int width;

		cells->text[i] = key_text(hdl, list[i / cells->columns], column);
		if (!cells->text[i])
			return -1;
		width = strlen(cells->text[i]);
		if (width < number_width(&list[0]->desc->records[column]))
			width = number_width(&list[0]->desc->records[column]);
		if (width > cells->width[column])
			cells->width[column] = width;
	}
	/* There must be room for the header. */
	if (cells->width[0] < (int)strlen("key"))
		cells->width[0] = strlen("key");
	return 0;
}

static bool fits(const struct cells *cells)
{
	for (size_t i = 0; i < cells->rows * cells->columns; i++) {
		if (strchr(cells->text[i], '\n'))
			return false;
	}
	return true;
}

static int print_rows(const struct dt_table *table, const struct cells *cells)
{
	int width = 0;

	for (size_t i = 0; i < cells->columns; i++)
		width += cells->width[i] + 1;
	if (dt_table_header(table, "key", width))
		return -1;
	for (size_t row = 0; row < cells->rows; row++) {
		for (size_t i = 0; i < cells->columns; i++) {
			if (dt_printf(table->hdl, table->out, " %*s", cells->width[i],
				      cells->text[row * cells->columns + i]))
				return -1;
		}
		if (dt_printf(table->hdl, table->out, " ") ||
		    dt_table_bar(table, table->counts[row]))
			return -1;
	}
	return dt_printf(table->hdl, table->out, "\n");
}

static bool is_suitable(struct dt_aggregate_entry *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct dt_aggdesc *desc = list[i]->desc;
		uint16_t action = desc->records[desc->count - 1].action;

		if ((action != DTRACEAGG_COUNT && action != DTRACEAGG_SUM) ||
		    desc->count != list[0]->desc->count || desc->count < 2)
			return false;
	}
	return count > 0;
}

int dt_print_agghist(struct dtrace_hdl *hdl, FILE *out, struct dt_aggregate_entry **list,
		     size_t count, bool *printed)
{
	struct cells cells = {.rows = count};
	struct dt_table table = {.hdl = hdl, .out = out, .buckets = count};
	int64_t *counts;
	int error;

	*printed = false;
	if (!is_suitable(list, count))
		return 0;
	cells.columns = list[0]->desc->count - 1;
	counts = calloc(count, sizeof(*counts));
	error = counts ? collect(hdl, list, &cells) : dt_set_error(hdl, EDT_NOMEM, NULL);
	if (!error && fits(&cells)) {
		for (size_t i = 0; i < count; i++)
			counts[i] = *dt_aggregate_value(list[i]);
		table.counts = counts;
		/* normalize() is for a variable: all entries have the same. */
		table.normal = list[0]->normal ? list[0]->normal : 1;
		dt_table_measure(&table);
		error = print_rows(&table, &cells);
		*printed = true;
	}
	free(counts);
	destroy(&cells);
	return error;
}
