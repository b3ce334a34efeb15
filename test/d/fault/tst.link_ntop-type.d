/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * link_ntop() of another kind of hardware
 */
BEGIN
{
	trace(link_ntop(3, alloca(32)));
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d\n", arg2, arg3 < 0 ? "unknown" : "known", arg4);
}
