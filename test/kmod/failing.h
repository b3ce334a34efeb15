/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Allocations that fail when they are told to: included before the sources of driver/linux and
 * driver/providers in the self-test's build. Each of the kernel's functions that the driver takes memory by is
 * replaced by a macro that asks selftest_allocation_fails() first.
 */
#ifndef DTRACE_TEST_FAILING_H
#define DTRACE_TEST_FAILING_H
#ifndef __ASSEMBLY__

#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

bool selftest_allocation_fails(void);

/* Functions, because the kernel's names are macros themselves since 6.10. */
static inline void *failing_kzalloc(size_t size, gfp_t flags)
{
	return selftest_allocation_fails() ? NULL : kzalloc(size, flags);
}

static inline void *failing_kvmalloc(size_t size, gfp_t flags)
{
	return selftest_allocation_fails() ? NULL : kvmalloc(size, flags);
}

static inline void *failing_kvzalloc(size_t size, gfp_t flags)
{
	return selftest_allocation_fails() ? NULL : kvzalloc(size, flags);
}

static inline void *failing_kvcalloc(size_t count, size_t size, gfp_t flags)
{
	return selftest_allocation_fails() ? NULL : kvcalloc(count, size, flags);
}

static inline void *failing_kvmalloc_array(size_t count, size_t size, gfp_t flags)
{
	return selftest_allocation_fails() ? NULL : kvmalloc_array(count, size, flags);
}

static inline void *failing_vmalloc(unsigned long size)
{
	return selftest_allocation_fails() ? NULL : vmalloc(size);
}

static inline void *failing_vmap(struct page **pages, unsigned int count, unsigned long flags,
				 pgprot_t protection)
{
	return selftest_allocation_fails() ? NULL : vmap(pages, count, flags, protection);
}

static inline unsigned long failing_get_zeroed_page(gfp_t flags)
{
	return selftest_allocation_fails() ? 0 : get_zeroed_page(flags);
}

static inline void __percpu *failing_alloc_percpu(size_t size, size_t align)
{
	return selftest_allocation_fails() ? NULL : __alloc_percpu(size, align);
}

#undef kzalloc
#undef kvmalloc
#undef kvzalloc
#undef kvcalloc
#undef kvmalloc_array
#undef vmalloc
#undef vmap
#undef get_zeroed_page
#undef __alloc_percpu
#define kzalloc		failing_kzalloc
#define kvmalloc	failing_kvmalloc
#define kvzalloc	failing_kvzalloc
#define kvcalloc	failing_kvcalloc
#define kvmalloc_array	failing_kvmalloc_array
#define vmalloc		failing_vmalloc
#define vmap		failing_vmap
#define get_zeroed_page failing_get_zeroed_page
#define __alloc_percpu	failing_alloc_percpu

#endif
#endif
