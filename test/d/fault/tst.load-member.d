/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a member through a bad pointer: the address is the member's
 */
struct s { long a; int b; };

BEGIN
{
	this->p = (struct s *)0x10;
	trace(this->p->b);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d address 0x%x\n", arg2, arg3 < 0 ? "unknown" : "known", arg4, arg5);
}
