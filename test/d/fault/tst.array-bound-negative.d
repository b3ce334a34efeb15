/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a negative index of a C array
 */
int a[4];
int i;

BEGIN { i = -1; }

BEGIN
{
	a[i] = 1;
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d\n", arg2, arg3 < 0 ? "unknown" : "known", arg4);
}
