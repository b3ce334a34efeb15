/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * amin=Stable/Stable/Common lets a stable program pass
 * @options: -x amin=Stable/Stable/Common
 */
BEGIN { printf("%d\n", pid > 0); exit(0); }
