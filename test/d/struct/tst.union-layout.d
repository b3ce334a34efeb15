/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * members of a union share their place
 */
union u { int i; char b[4]; short s[2]; };
union u v;

BEGIN
{
	v.i = 0x41424344;
	printf("%d %x %x %d\n", v.b[0], v.s[0], v.s[1], sizeof(union u));
	exit(0);
}
