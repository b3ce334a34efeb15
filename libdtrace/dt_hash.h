/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tables from names to pointers. The name belongs to the caller and must
 * live as long as its entry.
 */
#ifndef DT_HASH_H
#define DT_HASH_H

#include <stddef.h>

struct dt_hash_entry;

struct dt_hash {
	struct dt_hash_entry **buckets; /* a power of two, or NULL while empty */
	size_t bucket_count, count;
};

void dt_hash_destroy(struct dt_hash *hash); /* the entries, not what they point at */
void *dt_hash_get(const struct dt_hash *hash, const char *name); /* NULL: none */
/* The name must not be in the table. 0, or -1 when memory is short. */
int dt_hash_put(struct dt_hash *hash, const char *name, void *value);
void dt_hash_remove(struct dt_hash *hash, const char *name);
void dt_hash_walk(const struct dt_hash *hash,
		  void (*visit)(const char *name, void *value, void *data), void *data);

#endif
