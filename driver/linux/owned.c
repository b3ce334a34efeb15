/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which addresses jump labels and static calls own. See owned.h.
 *
 * The kernel's tables are found by name, a module's hang on its struct module. Both hold addresses
 * relative to the entry itself.
 */
#include <linux/jump_label.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/static_call_types.h>

#include "compat.h"
#include "owned.h"
#include "site.h"
#include "symbols.h"

struct owned {
	size_t count;
	struct owned_address {
		unsigned long address;
		int owner;
	} at[];
};

struct tables {
	const struct jump_entry *jumps;
	size_t jump_count;
	const struct static_call_site *calls;
	size_t call_count;
};

static size_t distance(const char *start_name, const char *end_name, size_t size,
		       unsigned long *start)
{
	unsigned long end = symbol_lookup(end_name);

	*start = symbol_lookup(start_name);
	return *start && end > *start ? (end - *start) / size : 0;
}

static void kernel_tables(struct tables *tables)
{
	unsigned long start;

	tables->jump_count = distance("__start___jump_table", "__stop___jump_table",
				      sizeof(*tables->jumps), &start);
	tables->jumps = (const void *)start;
	tables->call_count = distance("__start_static_call_sites", "__stop_static_call_sites",
				      sizeof(*tables->calls), &start);
	tables->calls = (const void *)start;
}

static void module_tables(struct tables *tables, const struct module *module)
{
	tables->jumps = module->jump_entries;
	tables->jump_count = module->num_jump_entries;
	tables->calls = compat_static_calls(module, &tables->call_count);
}

static int compare(const void *a, const void *b)
{
	const struct owned_address *left = a, *right = b;

	return left->address < right->address ? -1 : left->address > right->address;
}

int owned_make(const struct module *module, struct owned **owned)
{
	struct tables tables = {};
	struct owned *made;
	size_t i;

	if (module)
		module_tables(&tables, module);
	else
		kernel_tables(&tables);
	made = kvmalloc(struct_size(made, at, tables.jump_count + tables.call_count), GFP_KERNEL);
	if (!made)
		return -ENOMEM;
	made->count = 0;
	for (i = 0; i < tables.jump_count; i++)
		made->at[made->count++] =
			(struct owned_address){jump_entry_code(&tables.jumps[i]), SITE_JUMP_LABEL};
	for (i = 0; i < tables.call_count; i++)
		made->at[made->count++] = (struct owned_address){
			(unsigned long)&tables.calls[i].addr + tables.calls[i].addr,
			SITE_STATIC_CALL};
	sort(made->at, made->count, sizeof(made->at[0]), compare, NULL);
	*owned = made;
	return 0;
}

void owned_free(struct owned *owned)
{
	kvfree(owned);
}

int owned_by(const struct owned *owned, unsigned long address)
{
	size_t low = 0, high = owned->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (owned->at[middle].address < address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == owned->count || owned->at[low].address != address)
		return 0;
	return owned->at[low].owner;
}

void owned_each(const struct owned *owned, void (*visit)(unsigned long address, void *data),
		void *data)
{
	size_t i;

	for (i = 0; i < owned->count; i++)
		visit(owned->at[i].address, data);
}
