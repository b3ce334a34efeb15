/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an assignment in a predicate happens
 */
int n;

BEGIN
/(n = 5) == 5/
{
	printf("%d\n", n);
	exit(0);
}
