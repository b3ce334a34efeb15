/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a bit-field through a bad pointer
 */
struct s { int f:3; };

BEGIN
{
	this->p = (struct s *)8;
	trace((int)this->p->f);
}

BEGIN
{
	exit(0);
}

ERROR
{
	printf("action %d offset %s fault %d address 0x%x\n", arg2, arg3 < 0 ? "unknown" : "known", arg4, arg5);
}
