/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * too many arguments for a format
 */
BEGIN { printf("%d\n", 1, 2); }
