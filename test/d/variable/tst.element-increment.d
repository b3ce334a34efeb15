/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ++ and += on elements
 */
int a[string];

BEGIN
{
	a["n"]++;
	a["n"] += 10;
	a["m"]--;
	printf("%d %d\n", a["n"], a["m"]);
	exit(0);
}
