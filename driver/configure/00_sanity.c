/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Whether this tree and compiler can build anything: an empty module. Must
 * pass; else every feature below would be taken for absent.
 */
#include <linux/module.h>

static int __init sanity_init(void)
{
	return 0;
}
module_init(sanity_init);
MODULE_LICENSE("GPL");
