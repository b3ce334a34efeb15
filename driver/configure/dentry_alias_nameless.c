/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dentry.d_u, the union of d_alias and others, lost its name.
 */
#include <linux/dcache.h>

const void *check(const struct dentry *dentry);
const void *check(const struct dentry *dentry)
{
	return &dentry->d_alias;
}
