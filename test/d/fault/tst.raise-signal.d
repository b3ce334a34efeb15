/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * raise() of a signal that does not exist
 * @options: -w
 */
BEGIN
{
	raise(9999);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d\n", arg2, arg3 < 0 ? "unknown" : "known", arg4);
}
