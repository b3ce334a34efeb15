/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Interned strings. A kernel has a hundred thousand probes but half as many
 * distinct names; each is kept once, with a reference count, in a hash
 * table that doubles as it fills. Control lock held throughout; text is immutable, so a firing may
 * read the names of its probe.
 */
#include "objects.h"

#define FIRST_BUCKETS 1024u

int dtrace_names_start(void)
{
	dtrace_engine.names = host_alloc(FIRST_BUCKETS * sizeof(struct dtrace_name *));
	if (dtrace_engine.names == NULL)
		return -ENOMEM;
	dtrace_engine.name_buckets = FIRST_BUCKETS;
	return 0;
}

void dtrace_names_stop(void)
{
	HOST_ASSERT(dtrace_engine.name_count == 0);
	host_free(dtrace_engine.names);
}

/* FNV-1a; *length without NUL. */
static uint32_t hash_text(const char *text, uint32_t *length)
{
	uint32_t hash = 2166136261u, i;

	for (i = 0; text[i] != '\0'; i++)
		hash = (hash ^ (uint8_t)text[i]) * 16777619u;
	*length = i;
	return hash ^ (hash >> 15);
}

static struct dtrace_name **bucket_of(uint32_t hash)
{
	return &dtrace_engine.names[hash & (dtrace_engine.name_buckets - 1)];
}

static struct dtrace_name *find(const char *text, uint32_t hash, uint32_t length)
{
	struct dtrace_name *name;

	for (name = *bucket_of(hash); name != NULL; name = name->next)
		if (name->hash == hash && name->length == length &&
		    memcmp(name->text, text, length) == 0)
			return name;
	return NULL;
}

struct dtrace_name *dtrace_name_find(const char *text)
{
	uint32_t length, hash = hash_text(text, &length);

	return find(text, hash, length);
}

/* Failing to grow only makes chains longer. */
static void grow(void)
{
	uint32_t old_count = dtrace_engine.name_buckets, i;
	struct dtrace_name **old = dtrace_engine.names, *name;
	struct dtrace_name **larger = host_alloc(2 * (size_t)old_count * sizeof(*larger));

	if (larger == NULL)
		return;
	dtrace_engine.names = larger;
	dtrace_engine.name_buckets = 2 * old_count;
	for (i = 0; i < old_count; i++) {
		while ((name = old[i]) != NULL) {
			struct dtrace_name **bucket = bucket_of(name->hash);

			old[i] = name->next;
			name->next = *bucket;
			*bucket = name;
		}
	}
	host_free(old);
}

struct dtrace_name *dtrace_name_hold(const char *text)
{
	uint32_t length, hash = hash_text(text, &length);
	struct dtrace_name *name = find(text, hash, length), **bucket;

	if (name == NULL) {
		name = host_alloc(sizeof(*name) + length + 1);
		if (name == NULL)
			return NULL;
		name->hash = hash;
		name->length = length;
		memcpy(name->text, text, length + 1);
		if (dtrace_engine.name_count >= dtrace_engine.name_buckets)
			grow();
		bucket = bucket_of(hash);
		name->next = *bucket;
		*bucket = name;
		dtrace_engine.name_count++;
	}
	name->refs++;
	return name;
}

void dtrace_name_release(struct dtrace_name *name)
{
	struct dtrace_name **at;

	if (name == NULL || --name->refs != 0)
		return;
	for (at = bucket_of(name->hash); *at != name; at = &(*at)->next)
		;
	*at = name->next;
	dtrace_engine.name_count--;
	host_free(name);
}
