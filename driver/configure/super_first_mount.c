/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * super_block.s_mounts is the first mount, no list head, in newer kernels.
 */
#include <linux/fs.h>

struct mount *check(const struct super_block *super);
struct mount *check(const struct super_block *super)
{
	return super->s_mounts;
}
