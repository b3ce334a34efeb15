/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a D variable has no address
 */
int a;
BEGIN
{
	trace(&a);
	exit(0);
}
