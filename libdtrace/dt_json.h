/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Option oformat=json: what JSON.md describes. The dt_json_ functions write to a stream in memory
 * and leave its errors to whoever closes it.
 */
#ifndef DT_JSON_H
#define DT_JSON_H

#include "dt_consumer.h"

/* A JSON string of at most `size` bytes, up to the first NUL. */
void dt_json_string(FILE *out, const char *text, size_t size);
/* One recorded value, typed. */
void dt_json_value(struct dtrace_hdl *hdl, FILE *out, const dtrace_recdesc_t *record,
		   const char *data);
/* An aggregation's entry as an object. */
void dt_json_aggregation(FILE *out, const dtrace_aggdata_t *data);
/* printa() without a format: an array of the entries; marks the variables as printed. */
int dt_json_printa(struct dtrace_hdl *hdl, FILE *out, const uint32_t *variables, uint32_t count);
/* A firing up to the `[` of its output, and what ends it. */
void dt_json_firing_begin(FILE *out, const dtrace_probedata_t *data);
void dt_json_firing_end(FILE *out);

#endif
