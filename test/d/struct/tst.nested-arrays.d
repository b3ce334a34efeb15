/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * arrays of structs with arrays
 */
struct e { short n; char t[3]; };
struct s { struct e e[2]; };
struct s v;

BEGIN
{
	v.e[1].n = 5;
	v.e[1].t[2] = 'z';
	v.e[0].t[0] = 'a';
	printf("%d %c %c %d\n", v.e[1].n, v.e[1].t[2], v.e[0].t[0], sizeof(v));
	exit(0);
}
