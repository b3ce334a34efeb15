/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a bit-field is an integer
 */
struct b { unsigned int a:3; int c:5; };
struct b b;
BEGIN { b.a = 5; b.c = -3; printf("%d %d\n", b.a, b.c); exit(0); }
