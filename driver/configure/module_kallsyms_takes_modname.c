/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * module_kallsyms_on_each_symbol() takes the name of a module first since 6.3. Not exported either.
 */
#include <linux/module.h>

int check(void);
int check(void)
{
	return module_kallsyms_on_each_symbol("check", NULL, NULL);
}
