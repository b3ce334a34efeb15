/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* @only: process */
fbt::vfs_read:entry { }
