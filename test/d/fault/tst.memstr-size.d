/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * memstr() of more than 4096 bytes
 */
BEGIN
{
	memstr(alloca(8), '.', 4097);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d\n", arg2, arg3 < 0 ? "unknown" : "known", arg4);
}
