/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a sum is no lvalue
 */
int a;
BEGIN
{
	(a + 1) = 2;
	exit(0);
}
