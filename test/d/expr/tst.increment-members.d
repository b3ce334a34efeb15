/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ++ of a struct member and of an array element
 */
struct s { int n; };
struct s s;
int a[string];
int c[4];
BEGIN
{
	s.n++; ++s.n; a["x"]++; a["x"]++; c[2]++;
	printf("%d %d %d\n", s.n, a["x"], c[2]);
	exit(0);
}
