/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Histograms: counts, which of them are shown, and what a full bar stands for. Shared by
 * dt_hist.c (tables of buckets), dt_agghist.c (entries as rows) and dt_aggpack.c (one line).
 */
#ifndef DT_HIST_H
#define DT_HIST_H

#include "dt_aggregate.h"
#include "dt_aggval.h"

struct dt_table {
	struct dtrace_hdl *hdl;
	FILE *out;
	const int64_t *counts;
	size_t buckets, first, last; /* rows first .. last are printed */
	uint64_t normal;
	long double total; /* what a full bar stands for */
	bool any;	   /* a count that is not zero */
	bool positive, negative;
};

/*
 * Fill in first and last (exactly the counts that are not zero), total and signs; true if there are
 * any.
 */
bool dt_table_measure(struct dt_table *table);
/* Header; `width` is that of the first column. */
int dt_table_header(const struct dt_table *table, const char *label, int width);
/* The bar, the count and the end of the line. */
int dt_table_bar(const struct dt_table *table, int64_t count);
/* A distribution's label of bucket i: "8", "< 0", ">= 100". */
void dt_bucket_label(uint16_t action, const int64_t *value, size_t buckets, size_t i, char *to,
		     size_t size);
/* The rows shown when nothing was counted. */
void dt_empty_range(uint16_t action, size_t buckets, size_t *first, size_t *last);

/*
 * agghist: sorted entries of one variable as one histogram. *printed says whether they can be
 * shown so: only counts and sums with keys that take one line.
 */
int dt_print_agghist(struct dtrace_hdl *hdl, FILE *out, struct dt_aggregate_entry **list,
		     size_t count, bool *printed);
/* aggpack: a distribution in what is left of the line. */
int dt_print_packed(struct dtrace_hdl *hdl, FILE *out, const dtrace_aggdata_t *data,
		    const int64_t *value);

#endif
