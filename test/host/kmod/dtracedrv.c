/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Stands in for the driver to show that tools/vm notices what a driver may do
 * wrong: warn=1 warns when it is loaded, stuck=1 refuses to be unloaded. Without
 * parameters it behaves. Process context only.
 */
#include <linux/module.h>

static bool warn;
module_param(warn, bool, 0444);
MODULE_PARM_DESC(warn, "warn when loaded");

static bool stuck;
module_param(stuck, bool, 0444);
MODULE_PARM_DESC(stuck, "refuse to be unloaded");

static int __init stand_in_init(void)
{
	WARN_ON(warn);
	if (stuck)
		__module_get(THIS_MODULE);
	return 0;
}

static void __exit stand_in_exit(void)
{
}

module_init(stand_in_init);
module_exit(stand_in_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Stand-in for the driver that misbehaves on request");
