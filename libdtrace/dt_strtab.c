/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * String tables of DIF objects and DOF images: an open-addressed hash of
 * offsets over one growing block of bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_strtab.h"

void dt_strtab_init(struct dt_strtab *table)
{
	memset(table, 0, sizeof(*table));
}

void dt_strtab_destroy(struct dt_strtab *table)
{
	free(table->data);
	free(table->buckets);
	dt_strtab_init(table);
}

static uint32_t string_hash(const char *string)
{
	uint32_t hash = 2166136261u;

	for (; *string != '\0'; string++)
		hash = (hash ^ (unsigned char)*string) * 16777619u;
	return hash;
}

/* Where the string is, or the empty bucket where it belongs. */
static uint32_t *find_bucket(const struct dt_strtab *table, const char *string)
{
	uint32_t mask = table->bucket_count - 1;
	uint32_t i = string_hash(string) & mask;

	while (table->buckets[i] != 0 && strcmp(table->data + table->buckets[i], string) != 0)
		i = (i + 1) & mask;
	return &table->buckets[i];
}

static bool grow_buckets(struct dt_strtab *table)
{
	uint32_t *old = table->buckets;
	uint32_t old_count = table->bucket_count, i;

	table->bucket_count = old_count == 0 ? 16 : old_count * 2;
	table->buckets = calloc(table->bucket_count, sizeof(*table->buckets));
	if (table->buckets == NULL) {
		table->buckets = old;
		table->bucket_count = old_count;
		return false;
	}
	for (i = 0; i < old_count; i++)
		if (old[i] != 0)
			*find_bucket(table, table->data + old[i]) = old[i];
	free(old);
	return true;
}

static bool grow_data(struct dt_strtab *table, size_t need)
{
	size_t room = table->room == 0 ? 256 : table->room;
	char *data;

	if (need > UINT32_MAX / 2)
		return false;
	while (room < need)
		room *= 2;
	if (room == table->room)
		return true;
	data = realloc(table->data, room);
	if (data == NULL)
		return false;
	if (table->size == 0)
		data[table->size++] = '\0';
	table->data = data;
	table->room = (uint32_t)room;
	return true;
}

/* Room for one more string of `length` bytes with its NUL. */
static bool make_room(struct dt_strtab *table, size_t length)
{
	if (!grow_data(table, (size_t)table->size + length + 1))
		return false;
	return table->count * 2 < table->bucket_count || grow_buckets(table);
}

uint32_t dt_strtab_add(struct dt_strtab *table, const char *string)
{
	size_t length;
	uint32_t *bucket;

	if (string == NULL || string[0] == '\0')
		return 0;
	length = strlen(string) + 1;
	if (!make_room(table, length)) {
		table->failed = true;
		return 0;
	}
	bucket = find_bucket(table, string);
	if (*bucket == 0) {
		memcpy(table->data + table->size, string, length);
		*bucket = table->size;
		table->size += (uint32_t)length;
		table->count++;
	}
	return *bucket;
}

char *dt_strtab_take(struct dt_strtab *table, uint32_t *size)
{
	char *data = NULL;

	if (!table->failed && make_room(table, 0)) {
		data = table->data;
		*size = table->size;
		table->data = NULL;
	}
	dt_strtab_destroy(table);
	return data;
}
