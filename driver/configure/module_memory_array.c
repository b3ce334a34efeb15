/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The sections of a module lie in mem[] by type since 6.4, in core_layout before.
 */
#include <linux/module.h>

void *check(const struct module *module);
void *check(const struct module *module)
{
	return module->mem[MOD_TEXT].base;
}
