/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * class_create() lost its module argument in 6.4.
 */
#include <linux/device/class.h>
#include <linux/err.h>

struct class *check(void);
struct class *check(void)
{
	return class_create("check");
}
