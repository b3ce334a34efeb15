/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * amin=Private/Private/Unknown lets a stable program pass
 * @options: -x amin=Private/Private/Unknown
 */
BEGIN { printf("%d\n", pid > 0); exit(0); }
