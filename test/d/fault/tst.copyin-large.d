/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * copyin() of more than fits into scratch
 */
BEGIN
{
	copyin(0x10, 1 << 30);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d\n", arg2, arg3 < 0 ? "unknown" : "known", arg4);
}
