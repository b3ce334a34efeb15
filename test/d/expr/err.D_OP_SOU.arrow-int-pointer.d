/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * -> of a pointer to int
 */
int *p;
BEGIN
{
	trace(p->a);
	exit(0);
}
