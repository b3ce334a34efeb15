/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* "Did you mean": the nearest known name to a misspelt one, or NULL. */
#ifndef DT_SUGGEST_H
#define DT_SUGGEST_H

#include "dt_unit.h"

/* One search: offer names, then ask for the nearest. The best name is not copied. */
struct dt_suggestion {
	const char *wanted, *best;
	unsigned int distance;
};

void dt_suggest_begin(struct dt_suggestion *search, const char *wanted);
void dt_suggest_offer(struct dt_suggestion *search, const char *name);
/* Edit distance (insert, delete, replace, swap of neighbours), at most `limit` + 1. */
unsigned int dt_edit_distance(const char *a, const char *b, unsigned int limit);

const char *dt_suggest_name(struct dt_unit *unit, int scope, const char *name);
const char *dt_suggest_function(struct dt_unit *unit, const char *name);
const char *dt_suggest_type(struct dt_unit *unit, const char *name); /* of D's own */
const char *dt_suggest_member(struct dt_unit *unit, struct dt_type *type, const char *name);
/* The probe nearest to a description, as text; asks the backend. */
const char *dt_suggest_probe(struct dt_unit *unit, const struct dtrace_probe_desc *desc);

#endif
