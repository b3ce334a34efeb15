/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* See strays.h. A list that grows, and is sorted when it is complete. */
#include <linux/extable.h>
#include <linux/jump_label.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "compat.h"
#include "strays.h"
#include "symbols.h"

static void grow(struct strays *strays)
{
	size_t room = max_t(size_t, 1024, 2 * strays->room);
	unsigned long *larger = kvmalloc_array(room, sizeof(*larger), GFP_KERNEL);

	if (!larger) {
		strays->error = -ENOMEM;
		return;
	}
	if (strays->count)
		memcpy(larger, strays->at, strays->count * sizeof(*larger));
	kvfree(strays->at);
	strays->at = larger;
	strays->room = room;
}

void strays_add(struct strays *strays, unsigned long address)
{
	if (strays->count == strays->room)
		grow(strays);
	if (strays->count < strays->room)
		strays->at[strays->count++] = address;
}

/* From a table of the kernel, by the names of its start and end. */
static size_t kernel_table(const char *start_name, const char *end_name, size_t size,
			   const void **table)
{
	unsigned long start = symbol_lookup(start_name), end = symbol_lookup(end_name);

	*table = (const void *)start;
	return start && end > start ? (end - start) / size : 0;
}

static void add_labels(struct strays *strays, const struct jump_entry *entries, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		strays_add(strays, jump_entry_target(&entries[i]));
}

static void add_fixups(struct strays *strays, const struct exception_table_entry *entries,
		       size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		strays_add(strays, (unsigned long)&entries[i].fixup + entries[i].fixup);
}

void strays_collect(struct strays *strays, const struct module *module)
{
	const void *labels, *fixups;
	size_t label_count, fixup_count;

	if (module) {
		labels = module->jump_entries;
		label_count = module->num_jump_entries;
		fixups = module->extable;
		fixup_count = module->num_exentries;
	} else {
		label_count = kernel_table("__start___jump_table", "__stop___jump_table",
					   sizeof(struct jump_entry), &labels);
		fixup_count = kernel_table("__start___ex_table", "__stop___ex_table",
					   sizeof(struct exception_table_entry), &fixups);
	}
	add_labels(strays, labels, label_count);
	add_fixups(strays, fixups, fixup_count);
}

static int compare(const void *a, const void *b)
{
	unsigned long left = *(const unsigned long *)a, right = *(const unsigned long *)b;

	return left < right ? -1 : left > right;
}

void strays_order(struct strays *strays)
{
	sort(strays->at, strays->count, sizeof(*strays->at), compare, NULL);
}

unsigned long strays_above(const struct strays *strays, unsigned long address)
{
	size_t low = 0, high = strays->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strays->at[middle] <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low < strays->count ? strays->at[low] : ~0UL;
}

void strays_free(struct strays *strays)
{
	kvfree(strays->at);
	*strays = (struct strays){};
}
