/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * PDE_DATA() became pde_data() in 5.17.
 */
#include <linux/proc_fs.h>

void *check(const struct inode *inode);
void *check(const struct inode *inode)
{
	return pde_data(inode);
}
