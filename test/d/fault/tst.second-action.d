/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the action that failed is named by its number
 */
BEGIN
{
	this->a = 1;
	this->b = 2;
	trace(*(int *)8);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d address 0x%x\n", arg2, arg3 < 0 ? "unknown" : "known", arg4, arg5);
}
