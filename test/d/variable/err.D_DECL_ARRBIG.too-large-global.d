/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a global of more than 16 KiB
 */
char x[16385];

BEGIN { x[0] = 1; exit(0); }
