/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a pointer is no integer
 */
BEGIN { printf("%d", (int *)0); }
