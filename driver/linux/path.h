/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Mounts, of which the kernel's headers tell little. See path.c.
 */
#ifndef DTRACE_LINUX_PATH_H
#define DTRACE_LINUX_PATH_H

#include <linux/fs.h>
#include <linux/mount.h>

/* One of the places where the file system is mounted; NULL: it is not known. [probe] */
struct vfsmount *path_some_mount(const struct super_block *super);

#endif
