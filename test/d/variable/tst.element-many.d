/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * elements are apart by each key
 */
int a[int, string, int];

BEGIN
{
	a[1, "x", 2] = 1;
	a[1, "x", 3] = 2;
	a[1, "y", 2] = 3;
	a[2, "x", 2] = 4;
	printf("%d%d%d%d %d\n", a[1, "x", 2], a[1, "x", 3], a[1, "y", 2], a[2, "x", 2], a[2, "y", 3]);
	exit(0);
}
