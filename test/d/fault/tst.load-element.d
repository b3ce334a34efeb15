/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an element through a bad pointer: the address is the element's
 */
BEGIN
{
	this->p = (int *)0x10;
	trace(this->p[4]);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d address 0x%x\n", arg2, arg3 < 0 ? "unknown" : "known", arg4, arg5);
}
