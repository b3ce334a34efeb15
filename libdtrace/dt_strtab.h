/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A string table under construction: each different string once, NUL-terminated,
 * named by its offset. Offset 0 is always "". After a failed allocation the table stays
 * usable but `failed` is set; whoever takes the result checks it once.
 */
#ifndef DT_STRTAB_H
#define DT_STRTAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dt_strtab {
	char *data;
	uint32_t size, room;
	uint32_t *buckets; /* offsets of strings, 0 = empty */
	uint32_t bucket_count, count;
	bool failed;
};

void dt_strtab_init(struct dt_strtab *table);
void dt_strtab_destroy(struct dt_strtab *table);
/* Offset of the string, added when new; 0 (and failed) for lack of memory. NULL is "". */
uint32_t dt_strtab_add(struct dt_strtab *table, const char *string);
/*
 * Hand the bytes over (malloc'ed, at least the leading NUL); NULL when something failed. The table
 * is empty then.
 */
char *dt_strtab_take(struct dt_strtab *table, uint32_t *size);

#endif
