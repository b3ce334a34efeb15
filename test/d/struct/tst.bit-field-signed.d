/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a signed bit-field keeps its sign, an unsigned one wraps
 */
struct s { int a:4; unsigned b:4; };
struct s v;

BEGIN
{
	v.a = 15;
	v.b = 17;
	printf("%d %d\n", v.a, v.b);
	v.a--;
	v.b -= 2;
	printf("%d %d\n", v.a, v.b);
	exit(0);
}
