/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The module: its parts start in the order of parts.h and stop in the opposite order; if one cannot
 * start, those before it stop and the load fails with a sentence in the log.
 */
#include <linux/kernel.h>
#include <linux/module.h>

#include "compat.h"
#include "parts.h"

struct part {
	const char *name;
	int (*start)(void);
	void (*stop)(void);
};

#define PART(name, start, stop) {name, start, stop},
static const struct part parts[] = {DRIVER_PARTS(PART)};

static void stop_parts(size_t count)
{
	while (count--)
		parts[count].stop();
}

static int __init driver_init(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(parts); i++) {
		int error = parts[i].start();

		if (error) {
			pr_err("not loaded: %s failed with error %d\n", parts[i].name, error);
			stop_parts(i);
			return error;
		}
	}
	pr_info("loaded, breakpoints by %s\n", trap_source_name());
	return 0;
}

static void __exit driver_exit(void)
{
	stop_parts(ARRAY_SIZE(parts));
	pr_info("unloaded\n");
}

module_init(driver_init);
module_exit(driver_exit);

MODULE_LICENSE("Dual BSD/GPL");
MODULE_DESCRIPTION("Dynamic tracing");
