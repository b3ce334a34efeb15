/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * storing a bit-field leaves its neighbours
 */
struct s { unsigned a:7; unsigned b:9; unsigned c:16; };
struct s v;

BEGIN
{
	v.a = 0x7f;
	v.b = 0x1ff;
	v.c = 0xffff;
	v.b = 0;
	printf("%x %x %x\n", v.a, v.b, v.c);
	exit(0);
}
