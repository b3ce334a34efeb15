/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %s of an array of characters
 */
char a[8];
BEGIN { a[0] = 0x68; a[1] = 0x69; printf("[%s][%5s]\n", a, a); exit(0); }
