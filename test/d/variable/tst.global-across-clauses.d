/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a global keeps its value from clause to clause
 */
int x;
BEGIN { x = 1; }
BEGIN { x += 10; }
BEGIN { printf("%d\n", x); exit(0); }
