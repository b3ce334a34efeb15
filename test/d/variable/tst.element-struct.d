/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct as an element
 */
struct p { int x; int y; };
struct p a[int];

BEGIN
{
	a[1].x = 3;
	a[2].y = 4;
	printf("%d %d %d %d\n", a[1].x, a[1].y, a[2].x, a[2].y);
	exit(0);
}
