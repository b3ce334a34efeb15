/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ?: evaluates the arm chosen
 */
int n;

BEGIN { n = 1; }

BEGIN
{
	trace(n ? *(int *)8 : 5);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d address 0x%x\n", arg2, arg3 < 0 ? "unknown" : "known", arg4, arg5);
}
