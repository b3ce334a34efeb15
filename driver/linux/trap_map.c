/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Two pages must be visible before the entry code has changed page tables: the IDT and the first
 * instructions of its gate.
 *
 * With page-table isolation the user tables are the page next to the kernel's PGD, and all
 * processes' top-level entries of the kernel half point to the same lower tables; so one entry
 * written below the top level serves every process, present and future.
 *
 * Nobody else writes these parts after boot, so no lock is taken. Lower tables that had to be made
 * are taken out and freed at the end if nothing else has come to use them. Every removal flushes
 * all CPUs, all PCIDs, global entries and paging-structure caches before memory is freed.
 */
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/pfn.h>
#include <linux/string.h>
#include <asm/cpufeature.h>
#include <asm/pgtable.h>
#include <asm/special_insns.h>

#include "compat.h"
#include "trap_map.h"
#include "xcall.h"

#define ENTRIES	  512
/* We run on the kernel's PGD. Without page-table isolation it may be any page: newer kernels then allocate
 * one, not a pair of which it would be the even one. */
#define CR3_TABLE PTE_PFN_MASK
/* With isolation the user PGD is the page after the kernel's. */
#define CR3_USER    PAGE_SIZE
#define TABLE_FLAGS (_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_ENC)
#define LEVELS_MAX  5

/* One mapped page: where its entries are, from the top (0) to the page's own (depth - 1). */
struct mapping {
	unsigned long address;
	u64 *entry[LEVELS_MAX];
	bool made[LEVELS_MAX]; /* we allocated the table this entry points to */
	unsigned int depth;    /* 0: not mapped */
};

static struct mapping table_mapping, stub_mapping;

static unsigned int paging_levels(void)
{
	return __read_cr4() & COMPAT_CR4_LA57 ? 5 : 4;
}

static unsigned int entry_index(unsigned long address, unsigned int level)
{
	return address >> (PAGE_SHIFT + 9 * level) & (ENTRIES - 1);
}

static u64 *next_table(u64 entry)
{
	return __va(entry & PTE_PFN_MASK);
}

static u64 *top_table(bool user)
{
	return __va((__read_cr3() & CR3_TABLE) | (user ? CR3_USER : 0));
}

static int make_table(struct mapping *mapping, unsigned int depth)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL);

	if (!table)
		return -ENOMEM;
	WRITE_ONCE(*mapping->entry[depth], __pa(table) | TABLE_FLAGS);
	mapping->made[depth] = true;
	return 0;
}

/*
 * The kernel's own functions for it keep a shadow, pin bits, or are not exported; the old value
 * returns at once.
 */
static void write_cr4(unsigned long value)
{
	asm volatile("mov %0, %%cr4" : : "r"(value) : "memory");
}

static bool is_empty(const u64 *table)
{
	return !memchr_inv(table, 0, PAGE_SIZE);
}

/* A change of CR4.PGE flushes everything: global entries, all PCIDs, paging-structure caches. */
static void flush_this_cpu(void *unused)
{
	unsigned long cr4 = __read_cr4();

	write_cr4(cr4 ^ X86_CR4_PGE);
	write_cr4(cr4);
}

/* Undo what map() has done, from the bottom up, as far as nobody else depends on it. */
static void unmap(struct mapping *mapping)
{
	void *empty[LEVELS_MAX];
	unsigned int depth = mapping->depth, count = 0;

	if (!depth)
		return;
	if (mapping->entry[depth - 1])
		WRITE_ONCE(*mapping->entry[depth - 1], 0);
	while (--depth > 0) {
		u64 *upper = mapping->entry[depth - 1];

		if (!upper || !mapping->made[depth - 1] || !is_empty(next_table(*upper)))
			continue;
		empty[count++] = next_table(*upper);
		WRITE_ONCE(*upper, 0);
	}
	xcall_all(flush_this_cpu, NULL);
	while (count)
		free_page((unsigned long)empty[--count]);
	memset(mapping, 0, sizeof(*mapping));
}

/* Walk from the top table and make what is missing; the last entry becomes `leaf`. */
static int map(struct mapping *mapping, u64 *table, unsigned long address, u64 leaf)
{
	unsigned int depth, levels = paging_levels();

	memset(mapping, 0, sizeof(*mapping));
	mapping->address = address;
	mapping->depth = levels;
	for (depth = 0; depth + 1 < levels; depth++) {
		u64 *entry = &table[entry_index(address, levels - 1 - depth)];

		mapping->entry[depth] = entry;
		if (*entry & _PAGE_PSE)
			goto occupied;
		if (!(*entry & _PAGE_PRESENT) && make_table(mapping, depth))
			goto no_memory;
		table = next_table(*entry);
	}
	if (table[entry_index(address, 0)] & _PAGE_PRESENT)
		goto occupied;
	mapping->entry[depth] = &table[entry_index(address, 0)];
	WRITE_ONCE(*mapping->entry[depth], leaf);
	return 0;

occupied:
	unmap(mapping);
	return -EEXIST;
no_memory:
	unmap(mapping);
	return -ENOMEM;
}

/* The table that holds the cpu_entry_area's 1 GiB entries; it exists since boot. */
static u64 *entry_area_table(void)
{
	u64 *table = top_table(false);
	unsigned int level;

	for (level = paging_levels() - 1; level > 2; level--) {
		u64 entry = table[entry_index(CPU_ENTRY_AREA_BASE, level)];

		if (!(entry & _PAGE_PRESENT))
			return NULL;
		table = next_table(entry);
	}
	return table;
}

/* From 6.2 on per-CPU areas lie anywhere in the slot: take the highest gigabyte that is empty. */
static unsigned long free_address(void)
{
	const u64 *table = entry_area_table();
	unsigned int i;

	if (!table)
		return 0;
	for (i = ENTRIES - 1; i > 0; i--)
		if (!table[i])
			return CPU_ENTRY_AREA_BASE + (i + 1) * PUD_SIZE - PAGE_SIZE;
	return 0;
}

unsigned long trap_map_table(struct page *page)
{
	u64 leaf =
		PFN_PHYS(page_to_pfn(page)) | _PAGE_PRESENT | _PAGE_ACCESSED | _PAGE_ENC | _PAGE_NX;
	unsigned long address = free_address();

	if (!address || map(&table_mapping, top_table(false), address, leaf & __supported_pte_mask))
		return 0;
	return address;
}

void trap_unmap_table(void)
{
	unmap(&table_mapping);
}

int trap_map_stub(unsigned long address)
{
	unsigned int level;
	pte_t *pte;
	u64 physical, encrypted;
	int error;

	if (!boot_cpu_has(X86_FEATURE_PTI))
		return 0;
	pte = lookup_address(address, &level);
	if (!pte || !(pte_val(*pte) & _PAGE_PRESENT))
		return -EFAULT;
	encrypted = pte_val(*pte) & _PAGE_ENC;
	physical = pte_val(*pte) & PTE_PFN_MASK & page_level_mask(level);
	physical |= address & ~page_level_mask(level) & PAGE_MASK;
	error = map(&stub_mapping, top_table(true), address,
		    physical | encrypted | _PAGE_PRESENT | _PAGE_ACCESSED);
	if (error)
		pr_err("the stub's page cannot be added to the user page tables (error %d)\n",
		       error);
	return error;
}

void trap_unmap_stub(void)
{
	unmap(&stub_mapping);
}
