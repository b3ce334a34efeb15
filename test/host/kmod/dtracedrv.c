/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Stands in for the driver to show that tools/vm notices what a driver may do
 * wrong: warn=1 warns when it is loaded, stuck=1 refuses to be unloaded, stale=1 writes to memory
 * that it has freed. Without parameters it behaves. Process context only.
 */
#include <linux/module.h>
#include <linux/slab.h>

static bool warn;
module_param(warn, bool, 0444);
MODULE_PARM_DESC(warn, "warn when loaded");

static bool stuck;
module_param(stuck, bool, 0444);
MODULE_PARM_DESC(stuck, "refuse to be unloaded");

static bool stale;
module_param(stale, bool, 0444);
MODULE_PARM_DESC(stale, "write to freed memory when loaded");

/* What was freed last is handed out first, and looked at then. */
static void write_stale(void)
{
	struct kmem_cache *cache = kmem_cache_create("dtrace_stand_in", 64, 0, 0, NULL);
	char *object = cache ? kmem_cache_alloc(cache, GFP_KERNEL) : NULL;

	if (object) {
		kmem_cache_free(cache, object);
		OPTIMIZER_HIDE_VAR(object);
		WRITE_ONCE(object[40], 1);
		kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL));
	}
	kmem_cache_destroy(cache);
}

static int __init stand_in_init(void)
{
	WARN_ON(warn);
	if (stale)
		write_stale();
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
