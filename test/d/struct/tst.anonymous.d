/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * members of an anonymous struct or union are the outer one's
 */
struct s { int k; union { int i; char c; }; struct { int x; int y; }; };
struct s v;

BEGIN
{
	v.i = 65;
	v.y = 7;
	printf("%c %d %d %d\n", v.c, v.y, offsetof(struct s, i), offsetof(struct s, y));
	exit(0);
}
