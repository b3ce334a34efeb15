/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an array of characters is text
 */
char a[12];
BEGIN { a[0] = 0x61; a[1] = 0x62; trace(a); exit(0); }
