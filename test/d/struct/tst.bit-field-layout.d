/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bit-fields are packed as C packs them
 */
struct s { unsigned a:3; unsigned b:5; unsigned c:8; unsigned d:16; };
union u { struct s s; unsigned int w; };
union u v;

BEGIN
{
	v.s.a = 5;
	v.s.b = 17;
	v.s.c = 0xab;
	v.s.d = 0x1234;
	printf("%x\n", v.w);
	exit(0);
}
