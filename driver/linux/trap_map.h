/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Page-table entries for the trap: a table of ours beside the kernel's IDT, and the stub's page as
 * user page tables see it. Thread context; trap.c serialises.
 */
#ifndef DTRACE_LINUX_TRAP_MAP_H
#define DTRACE_LINUX_TRAP_MAP_H

#include <linux/mm_types.h>
#include <linux/types.h>

/*
 * Map this page, read-only, at a free place of the cpu_entry_area's slot, which user page tables
 * share. Returns the address, or 0.
 */
unsigned long trap_map_table(struct page *page);
void trap_unmap_table(void);

/*
 * Make the page at this address (module text) executable under user page tables too. 0 if not
 * needed, or done.
 */
int trap_map_stub(unsigned long address);
void trap_unmap_stub(void);

#endif
