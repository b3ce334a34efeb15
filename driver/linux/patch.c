/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Text writes through vmap aliases.
 *
 * The kernel maps its text read-only and so do we; a store goes through a short-lived second
 * mapping of the same pages. Mapping the whole kernel text once costs less than mapping a hundred
 * single pages, so patches are sorted and neighbouring pages share one mapping.
 *
 * Invariants: text_mutex is held from the comparison to the store, so no other user of it (ftrace,
 * jump labels, kprobes) changes the bytes in between; the caller holds it, because what is written
 * in several phases must not be seen by them half done. Contexts: thread only.
 */
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/sort.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <asm/pgtable.h>

#include "compat.h"
#include "patch.h"
#include "symbols.h"

/* A run of pages ends where this many pages carry no patch, or when it has grown to RUN_MAX. */
#define RUN_GAP 64
#define RUN_MAX 8192UL

extern u8 site_slots[]; /* slots.S */

static struct mutex *text_mutex_address;

/* Page behind an address of kernel text or module space; NULL if nothing is mapped there. */
static struct page *text_page(unsigned long address)
{
	unsigned int level;
	pte_t *pte = lookup_address(address, &level);
	unsigned long physical;

	if (!pte || !(pte_val(*pte) & _PAGE_PRESENT))
		return NULL;
	physical = pte_val(*pte) & PTE_PFN_MASK & page_level_mask(level);
	physical |= address & ~page_level_mask(level) & PAGE_MASK;
	return pfn_to_page(physical >> PAGE_SHIFT);
}

/* Map up to `count` pages from `start`; *mapped says how many were there without a hole. */
static void *map_pages(unsigned long start, size_t count, size_t *mapped)
{
	struct page **pages = kvmalloc_array(count, sizeof(*pages), GFP_KERNEL);
	void *alias = NULL;
	size_t i;

	if (!pages)
		return NULL;
	for (i = 0; i < count; i++) {
		pages[i] = text_page(start + i * PAGE_SIZE);
		if (!pages[i])
			break;
	}
	*mapped = i;
	if (i)
		alias = vmap(pages, i, VM_MAP, PAGE_KERNEL);
	kvfree(pages);
	return alias;
}

void *patch_map(unsigned long address, size_t size)
{
	unsigned long start = address & PAGE_MASK;
	size_t mapped, count = DIV_ROUND_UP(address + size - start, PAGE_SIZE);
	void *alias = map_pages(start, count, &mapped);

	if (alias && mapped < count) {
		vunmap(alias);
		alias = NULL;
	}
	return alias ? alias + (address - start) : NULL;
}

void patch_unmap(void *alias)
{
	vunmap((void *)((unsigned long)alias & PAGE_MASK));
}

int patch_own_text(unsigned long address, const void *bytes, size_t size)
{
	void *alias = patch_map(address, size);

	if (!alias)
		return -ENOMEM;
	memcpy(alias, bytes, size);
	patch_unmap(alias);
	return 0;
}

static int compare(const void *a, const void *b)
{
	const struct patch *left = a, *right = b;

	return left->address < right->address ? -1 : left->address > right->address;
}

static unsigned long last_page(const struct patch *patch)
{
	return (patch->address + max_t(u8, patch->length, 1) - 1) & PAGE_MASK;
}

/* How many of the sorted patches one mapping serves, and how many pages that takes. */
static size_t measure_run(const struct patch *patches, size_t count, size_t *pages)
{
	unsigned long start = patches[0].address & PAGE_MASK, end = last_page(&patches[0]);
	size_t i;

	for (i = 1; i < count; i++) {
		unsigned long page = last_page(&patches[i]);

		if (page > end + RUN_GAP * PAGE_SIZE || page - start >= RUN_MAX * PAGE_SIZE)
			break;
		end = max(end, page);
	}
	*pages = (end - start) / PAGE_SIZE + 1;
	return i;
}

/*
 * The remaining bytes first: a CPU that fetches meanwhile must not see a new opcode with old
 * operands.
 */
static void store(u8 *to, const struct patch *patch)
{
	size_t i;

	for (i = patch->length - 1; i > 0; i--)
		WRITE_ONCE(to[i], patch->bytes[i]);
	WRITE_ONCE(to[0], patch->bytes[0]);
}

/* Patch what lies in the mapped pages; returns how many patches were dealt with. */
static size_t apply_mapped(struct patch *patches, size_t count, unsigned long start, void *alias,
			   size_t mapped, size_t *written)
{
	unsigned long end = start + mapped * PAGE_SIZE;
	size_t i;

	for (i = 0; i < count; i++) {
		struct patch *patch = &patches[i];

		if (patch->address + patch->length > end)
			break;
		if (!patch->length || patch->done ||
		    memcmp((void *)patch->address, patch->expected, patch->compare))
			continue;
		store(alias + (patch->address - start), patch);
		patch->done = true;
		(*written)++;
	}
	return i;
}

static size_t apply_run(struct patch *patches, size_t count, size_t *written)
{
	unsigned long start = patches[0].address & PAGE_MASK;
	size_t pages, mapped = 0, done = 0, run = measure_run(patches, count, &pages);
	void *alias = map_pages(start, pages, &mapped);

	if (alias) {
		done = apply_mapped(patches, run, start, alias, mapped, written);
		vunmap(alias);
	}
	/* A hole (or no memory) right at the first patch: it stays undone. */
	return max_t(size_t, done, 1);
}

void patch_lock(void)
{
	mutex_lock(text_mutex_address);
}

void patch_unlock(void)
{
	mutex_unlock(text_mutex_address);
}

static bool is_sorted(const struct patch *patches, size_t count)
{
	size_t i;

	for (i = 1; i < count; i++)
		if (patches[i].address < patches[i - 1].address)
			return false;
	return true;
}

size_t patch_apply(struct patch *patches, size_t count)
{
	size_t i, written = 0;

	if (!is_sorted(patches, count))
		sort(patches, count, sizeof(*patches), compare, NULL);
	for (i = 0; i < count;)
		i += apply_run(patches + i, count - i, &written);
	return written;
}

/*
 * A hypervisor may protect the kernel's text against us. Then a store faults, or has no effect: try
 * it where it does no harm, in a free slot, with the kernel's own store that survives a fault.
 */
static int try_store(void)
{
	unsigned long store = symbol_lookup("copy_to_kernel_nofault");
	static const u8 bytes[] = {0x90, 0xcc};
	u8 *alias = patch_map((unsigned long)site_slots, 1);
	bool works = store;
	size_t i;

	if (!alias)
		return -ENOMEM;
	for (i = 0; works && i < ARRAY_SIZE(bytes); i++)
		works = !(int)symbol_call3(store, alias, &bytes[i], 1) &&
			READ_ONCE(site_slots[0]) == bytes[i];
	patch_unmap(alias);
	if (works)
		return 0;
	pr_err("text cannot be written on this machine (protected by a hypervisor?)\n");
	return -EPERM;
}

int patch_start(void)
{
	text_mutex_address = (struct mutex *)symbol_lookup("text_mutex");
	if (text_mutex_address)
		return try_store();
	pr_err("this kernel has no symbol text_mutex\n");
	return -ENOENT;
}

void patch_stop(void)
{
}
