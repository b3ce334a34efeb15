/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * print() of a union
 */
union both { int i; char c[4]; };
union both u;
BEGIN { u.i = 0x44434241; print(u); exit(0); }
