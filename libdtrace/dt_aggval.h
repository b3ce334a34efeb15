/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Values of aggregating functions: how two of them merge, what number they
 * stand for. Pure functions over the words the engine stores (D-SPEC 4).
 */
#ifndef DT_AGGVAL_H
#define DT_AGGVAL_H

#include "dt_consumer.h"

bool dt_aggval_is_distribution(uint16_t action);
/* Add `from` into `to`, both `size` bytes of the same function and parameters. */
void dt_aggval_merge(uint16_t action, int64_t *to, const int64_t *from, size_t size);
/* Set to 0, to empty buckets, keeping a distribution's parameters. */
void dt_aggval_clear(uint16_t action, int64_t *value, size_t size);
/* The number printed for a value, normalisation applied; not for distributions. */
int64_t dt_aggval_number(const dtrace_aggdata_t *data);
/* Order of two values of the same function: <0, 0, >0. */
int dt_aggval_compare(uint16_t action, const int64_t *a, const int64_t *b, size_t size);

/* Distribution geometry: lowest value of bucket i and the number of buckets. */
size_t dt_distribution_buckets(uint16_t action, const int64_t *value, size_t size);
const int64_t *dt_distribution_counts(uint16_t action, const int64_t *value);
int64_t dt_quantize_bucket(size_t i);
int64_t dt_lquantize_bucket(uint64_t parameters, size_t i);
int64_t dt_llquantize_bucket(uint64_t parameters, size_t i);

#endif
