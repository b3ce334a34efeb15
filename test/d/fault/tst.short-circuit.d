/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what && || and ?: do not evaluate does not fault
 */
int n;

BEGIN
{
	printf("%d %d %d\n", n && *(int *)8, !n || *(int *)8, n ? *(int *)8 : 5);
	exit(0);
}
