/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Memory for text comes from execmem_alloc() since 6.10, from module_alloc() before.
 */
#include <linux/execmem.h>

void *check(void);
void *check(void)
{
	return execmem_alloc(EXECMEM_MODULE_TEXT, PAGE_SIZE);
}
