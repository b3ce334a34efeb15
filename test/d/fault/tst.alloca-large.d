/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * alloca() of more than there is
 */
BEGIN
{
	alloca(1 << 30);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d\n", arg2, arg3 < 0 ? "unknown" : "known", arg4);
}
