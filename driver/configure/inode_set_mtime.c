/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The times of an inode are set through functions since 6.7.
 */
#include <linux/fs.h>

void check(struct inode *inode);
void check(struct inode *inode)
{
	inode_set_mtime_to_ts(inode, current_time(inode));
}
