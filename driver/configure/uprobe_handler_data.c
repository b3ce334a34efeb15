/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The handlers of a uprobe take a word of data since 6.13 (sessions).
 */
#include <linux/uprobes.h>

static int check_handler(struct uprobe_consumer *consumer, struct pt_regs *regs, __u64 *data)
{
	return 0;
}

struct uprobe_consumer check = { .handler = check_handler };
