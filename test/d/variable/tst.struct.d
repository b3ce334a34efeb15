/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * members of a D structure can be assigned
 */
struct point { int x; int y; };
struct point p;
BEGIN
{
	p.x = 3; p.y = 4;
	printf("%d %d %d\n", p.x, p.y, sizeof(struct point));
	exit(0);
}
