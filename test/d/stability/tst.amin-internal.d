/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * amin=Internal/Internal/Unknown lets a stable program pass
 * @options: -x amin=Internal/Internal/Unknown
 */
BEGIN { printf("%d\n", pid > 0); exit(0); }
