/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a store behind what alloca() gave
 */
BEGIN
{
	this->p = (int *)alloca(4);
	this->p[2000000] = 5;
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d\n", arg2, arg3 < 0 ? "unknown" : "known", arg4);
}
