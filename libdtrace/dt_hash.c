/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Chained hash tables keyed by strings (FNV-1a), grown when the chains
 * would be longer than one on average.
 */
#include "dt_hash.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define HASH_FIRST 64

struct dt_hash_entry {
	struct dt_hash_entry *next;
	const char *name;
	void *value;
	uint32_t code;
};

static uint32_t hash_code(const char *name)
{
	uint32_t code = 2166136261u;

	for (; *name; name++)
		code = (code ^ (unsigned char)*name) * 16777619u;
	return code;
}

void dt_hash_destroy(struct dt_hash *hash)
{
	struct dt_hash_entry *entry, *next;

	for (size_t i = 0; i < hash->bucket_count; i++) {
		for (entry = hash->buckets[i]; entry; entry = next) {
			next = entry->next;
			free(entry);
		}
	}
	free(hash->buckets);
	memset(hash, 0, sizeof(*hash));
}

/* The link that points at the entry, or at NULL where it would go. */
static struct dt_hash_entry **hash_slot(const struct dt_hash *hash, const char *name, uint32_t code)
{
	struct dt_hash_entry **slot = &hash->buckets[code & (hash->bucket_count - 1)];

	while (*slot && ((*slot)->code != code || strcmp((*slot)->name, name)))
		slot = &(*slot)->next;
	return slot;
}

void *dt_hash_get(const struct dt_hash *hash, const char *name)
{
	struct dt_hash_entry *entry;

	if (!hash->bucket_count)
		return NULL;
	entry = *hash_slot(hash, name, hash_code(name));
	return entry ? entry->value : NULL;
}

static int hash_grow(struct dt_hash *hash)
{
	size_t count = hash->bucket_count ? hash->bucket_count * 2 : HASH_FIRST;
	struct dt_hash_entry **buckets = calloc(count, sizeof(*buckets)), *entry, *next;

	if (!buckets)
		return -1;
	for (size_t i = 0; i < hash->bucket_count; i++) {
		for (entry = hash->buckets[i]; entry; entry = next) {
			next = entry->next;
			entry->next = buckets[entry->code & (count - 1)];
			buckets[entry->code & (count - 1)] = entry;
		}
	}
	free(hash->buckets);
	hash->buckets = buckets;
	hash->bucket_count = count;
	return 0;
}

int dt_hash_put(struct dt_hash *hash, const char *name, void *value)
{
	struct dt_hash_entry *entry, **bucket;

	if (hash->count >= hash->bucket_count && hash_grow(hash))
		return -1;
	entry = malloc(sizeof(*entry));
	if (!entry)
		return -1;
	entry->name = name;
	entry->value = value;
	entry->code = hash_code(name);
	bucket = &hash->buckets[entry->code & (hash->bucket_count - 1)];
	entry->next = *bucket;
	*bucket = entry;
	hash->count++;
	return 0;
}

void dt_hash_remove(struct dt_hash *hash, const char *name)
{
	struct dt_hash_entry **slot, *entry;

	if (!hash->bucket_count)
		return;
	slot = hash_slot(hash, name, hash_code(name));
	entry = *slot;
	if (!entry)
		return;
	*slot = entry->next;
	free(entry);
	hash->count--;
}

void dt_hash_walk(const struct dt_hash *hash,
		  void (*visit)(const char *name, void *value, void *data), void *data)
{
	for (size_t i = 0; i < hash->bucket_count; i++)
		for (struct dt_hash_entry *entry = hash->buckets[i]; entry; entry = entry->next)
			visit(entry->name, entry->value, data);
}
