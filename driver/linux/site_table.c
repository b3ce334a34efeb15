/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * From an address to its place: an open-addressing hash table that a hit reads without a lock.
 *
 * Invariants: at least half of the entries are empty, so a search ends; an entry's address, once
 * set, is never changed in this table (removal clears only its place, and the entry then serves the
 * same address again or nobody); a table that has grown too full, or that has lost nearly all its
 * places, is replaced as a whole, and the old one freed when no hit can be reading it. Writers hold
 * the site lock. (All of fbt takes four megabytes: they were kept until the module was unloaded.)
 */
#include <linux/hash.h>
#include <linux/mm.h>

#include "compat.h"
#include "site_internal.h"
#include "xcall.h"

#define BITS_MIN 10
/* Below this share of a table it is replaced by a smaller one, which is between 1/8 and 1/4 full.
 */
#define SHRINK_BELOW 32

struct entry {
	unsigned long address; /* 0: empty; written after `place` */
	struct place *place;   /* NULL: removed */
};

struct place_table {
	unsigned int bits;
	size_t used; /* entries with an address */
	struct entry entries[];
};

static struct place_table *table;
static size_t live;

/* The entry of this address, or the empty one where it would go. */
static struct entry *probe(struct place_table *in, unsigned long address)
{
	size_t mask = (1UL << in->bits) - 1, i = hash_long(address, in->bits);

	for (;; i = (i + 1) & mask) {
		unsigned long found = smp_load_acquire(&in->entries[i].address);

		if (found == address || !found)
			return &in->entries[i];
	}
}

struct place *place_find(unsigned long address)
{
	return READ_ONCE(probe(READ_ONCE(table), address)->place);
}

static void insert(struct place_table *into, struct place *place)
{
	struct entry *entry = probe(into, place->address);

	WRITE_ONCE(entry->place, place);
	if (entry->address)
		return;
	smp_store_release(&entry->address, place->address);
	into->used++;
}

static struct place_table *make_table(unsigned int bits)
{
	struct place_table *made;

	made = kvzalloc(struct_size(made, entries, 1UL << bits), GFP_KERNEL);
	if (made)
		made->bits = bits;
	return made;
}

/* Copy what lives into a table that is at most a quarter full. */
static int replace(void)
{
	struct place_table *old = table, *made;
	unsigned int bits = BITS_MIN;
	size_t i;

	while (live + 1 > (1UL << bits) / 4)
		bits++;
	made = make_table(bits);
	if (!made)
		return -ENOMEM;
	for (i = 0; i < 1UL << old->bits; i++)
		if (old->entries[i].place)
			insert(made, old->entries[i].place);
	smp_store_release(&table, made);
	xcall_synchronize();
	kvfree(old);
	return 0;
}

int place_add(struct place *place)
{
	if ((table->used + 1) * 2 > 1UL << table->bits) {
		int error = replace();

		if (error)
			return error;
	}
	insert(table, place);
	live++;
	return 0;
}

void place_remove(struct place *place)
{
	struct entry *entry = probe(table, place->address);

	if (entry->place != place)
		return;
	WRITE_ONCE(entry->place, NULL);
	live--;
}

void place_table_shrink(void)
{
	if (table->bits > BITS_MIN && live < (1UL << table->bits) / SHRINK_BELOW)
		(void)replace(); /* without memory for a small table the large one serves on */
}

size_t place_table_size(void)
{
	return 1UL << table->bits;
}

size_t place_count(void)
{
	return live;
}

void place_each(void (*visit)(struct place *place, void *data), void *data)
{
	size_t i;

	for (i = 0; i < 1UL << table->bits; i++)
		if (table->entries[i].place)
			visit(table->entries[i].place, data);
}

/* If a place of ours stands at `at`, put what it has replaced into the copy of [address, +size). */
static void put_back(u8 *bytes, unsigned long address, size_t size, unsigned long at)
{
	const struct place *place = place_find(at);
	unsigned int i, replaced;

	if (!place || !READ_ONCE(place->armed))
		return;
	replaced = place->why_int3 ? 1 : place->taken;
	for (i = 0; i < replaced; i++)
		if (at + i - address < size)
			bytes[at + i - address] = place->original[i];
}

static bool may_be_ours(u8 first)
{
	return first == BREAKPOINT || first == X86_JUMP || first == X86_JUMP_PREFIX;
}

/*
 * Interrupts off: what a hit may read, we may read; and no phase of a change ends before we do, so
 * the first byte tells that the others may be ours.
 */
static void read_part(u8 *bytes, unsigned long address, size_t size)
{
	unsigned int back;
	size_t i;

	memcpy(bytes, (const void *)address, size);
	for (back = X86_MAX_LENGTH - 1; back; back--)
		put_back(bytes, address, size, address - back);
	for (i = 0; i < size; i++)
		if (may_be_ours(bytes[i]))
			put_back(bytes, address, size, address + i);
}

void site_read_text(void *to, unsigned long address, size_t size)
{
	unsigned long flags;

	while (size) {
		size_t part = min_t(size_t, size, 256);

		local_irq_save(flags);
		read_part(to, address, part);
		local_irq_restore(flags);
		to += part;
		address += part;
		size -= part;
	}
}

int place_table_start(void)
{
	table = make_table(BITS_MIN);
	return table ? 0 : -ENOMEM;
}

void place_table_stop(void)
{
	kvfree(table);
	table = NULL;
	live = 0;
}
