/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Argument locations: from text, checked, and read at a hit.
 */
#ifndef DTRACE_CORE_LOCATION_H
#define DTRACE_CORE_LOCATION_H

#include <dtrace/location.h>

struct dtrace_firing;

/* Distance of a symbol from the probed instruction into *distance; false if it is not known. */
typedef bool dtrace_location_symbol(void *argument, const char *name, size_t length,
				    int64_t *distance);

/*
 * The first "N@OP" of *text, which is moved behind it (and behind blanks). false at the end of the
 * text. What cannot be understood becomes DTRACE_LOCATION_UNKNOWN: other arguments stay readable.
 * `symbol` may be NULL. Pure. [any]
 */
bool dtrace_location_parse(const char **text, dtrace_location_symbol *symbol, void *argument,
			   struct dtrace_location *location);
/* May a location that came from outside be read? [any] */
bool dtrace_location_valid(const struct dtrace_location *location);
/* Its value for the current user thread, extended as its size says; 0 where memory cannot be read.
 * [probe] */
uint64_t dtrace_location_read(const struct dtrace_location *location,
			      const struct dtrace_firing *firing);

#endif
