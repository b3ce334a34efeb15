/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assigning a struct copies it
 */
struct p { int x; char n[4]; };
struct p a;
struct p b;

BEGIN
{
	a.x = 1;
	a.n[0] = 'q';
	b = a;
	a.x = 2;
	printf("%d %d %s\n", a.x, b.x, b.n);
	exit(0);
}
