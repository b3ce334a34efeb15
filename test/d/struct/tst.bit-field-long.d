/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bit-fields of a long
 */
struct s { uint64_t a:40; uint64_t b:24; };
struct s v;

BEGIN
{
	v.a = 0x123456789a;
	v.b = 0xfedcba;
	printf("%x %x\n", v.a, v.b);
	exit(0);
}
