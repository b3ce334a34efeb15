/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * uprobe_register() returns a struct uprobe and takes the reference counter
 * offset since 6.12.
 */
#include <linux/uprobes.h>

struct uprobe *check(struct inode *inode, struct uprobe_consumer *consumer);
struct uprobe *check(struct inode *inode, struct uprobe_consumer *consumer)
{
	return uprobe_register(inode, 0, 0, consumer);
}
