/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * print() shows no more bytes than printsize
 * @options: -x printsize=8
 */
struct big { int m[8]; int n; };
struct big b;
BEGIN { b.m[0] = 1; b.m[1] = 2; b.m[2] = 3; print(b); exit(0); }
