/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a bit-field as a key
 */
struct s { int a:3; unsigned b:5; };
struct s v;

BEGIN { v.a = -1; v.b = 31; @[(int)v.a, (int)v.b] = count(); exit(0); }
