/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a fault in the argument of exit(): it does not end
 */
BEGIN
{
	exit(*(int *)8);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d address 0x%x\n", arg2, arg3 < 0 ? "unknown" : "known", arg4, arg5);
}
