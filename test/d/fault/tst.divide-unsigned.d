/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * / by 0, unsigned
 */
uint64_t n;

BEGIN
{
	trace(5 / n);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d\n", arg2, arg3 < 0 ? "unknown" : "known", arg4);
}
