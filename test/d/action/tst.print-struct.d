/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * print() of a struct, nested, with arrays and bit-fields
 */
struct inner { short x:3; unsigned int y:5; };
struct outer { int a; char b[4]; char *c; struct inner d; int e[3]; struct inner f[2]; };
struct outer v;
BEGIN
{
	v.a = 1; v.b[0] = 0x41; v.e[1] = 2; v.d.x = 1; v.d.y = 3; v.f[1].y = 9;
	print(v);
	exit(0);
}
