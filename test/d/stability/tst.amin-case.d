/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * amin=stable/STABLE/common lets a stable program pass
 * @options: -x amin=stable/STABLE/common
 */
BEGIN { printf("%d\n", pid > 0); exit(0); }
