/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * kallsyms_on_each_symbol() calls back without a module since 6.4. It is not exported: the driver finds it by name and needs
 * the right prototype.
 */
#include <linux/kallsyms.h>

static int check_symbol(void *data, const char *name, unsigned long address)
{
	return 0;
}

int check(void);
int check(void)
{
	return kallsyms_on_each_symbol(check_symbol, NULL);
}
