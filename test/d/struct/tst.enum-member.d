/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an enum as a member
 */
enum color { RED, GREEN = 5, BLUE };
struct s { enum color c; };
struct s v;

BEGIN
{
	v.c = BLUE;
	printf("%d %d %d\n", v.c, v.c == BLUE, sizeof(v.c));
	exit(0);
}
