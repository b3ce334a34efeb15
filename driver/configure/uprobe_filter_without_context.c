/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The filter of a uprobe lost its context argument in 6.12.
 */
#include <linux/uprobes.h>

static bool check_filter(struct uprobe_consumer *consumer, struct mm_struct *mm)
{
	return true;
}

struct uprobe_consumer check = { .filter = check_filter };
