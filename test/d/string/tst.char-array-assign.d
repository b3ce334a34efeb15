/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a char array becomes a string when assigned to one
 */
struct s { char name[6]; };
struct s v;
string t;

BEGIN
{
	v.name[0] = 'o';
	v.name[1] = 'k';
	t = v.name;
	printf("%s %d\n", t, strlen(t));
	exit(0);
}
