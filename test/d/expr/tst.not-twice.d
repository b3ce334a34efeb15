/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * !! makes a truth
 */
int a;
BEGIN
{
	a = 17;
	printf("%d %d\n", !!a, !!0);
	exit(0);
}
