/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The devnode callback of a class takes a const device since 6.2.
 */
#include <linux/device.h>

static char *check_devnode(const struct device *device, umode_t *mode)
{
	return NULL;
}

struct class check_class = { .name = "check", .devnode = check_devnode };
