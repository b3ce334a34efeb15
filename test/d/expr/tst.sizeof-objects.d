/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sizeof of arrays, structs, strings
 */
int a[5];
struct s { char c[3]; int n; };
struct s s;
BEGIN
{
	printf("%d %d %d %d\n", sizeof (a), sizeof (s), sizeof (s.c), sizeof (string));
	exit(0);
}
