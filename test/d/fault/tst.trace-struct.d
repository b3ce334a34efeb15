/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trace() of a struct at a bad address
 */
struct s { int a[9]; };

BEGIN
{
	trace(*(struct s *)8);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d address 0x%x\n", arg2, arg3 < 0 ? "unknown" : "known", arg4, arg5);
}
