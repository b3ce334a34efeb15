/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an index far beyond a C array
 */
int a[4];
long i;

BEGIN { i = 0x4000000000000001; }

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
