/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a fault abandons the rest of its clause
 */
int x;

BEGIN
{
	x = 1;
	trace(*(int *)8);
	x = 2;
}

BEGIN
{
	printf("%d\n", x);
	exit(0);
}
