/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a fault on the right of an assignment: nothing is stored
 */
int x;

BEGIN { x = 7; }

BEGIN
{
	x = *(int *)8;
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d address 0x%x\n", arg2, arg3 < 0 ? "unknown" : "known", arg4, arg5);
}
