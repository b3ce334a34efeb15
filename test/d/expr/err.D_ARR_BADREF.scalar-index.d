/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a scalar has no elements
 */
int a;
BEGIN
{
	a[1] = 2;
	exit(0);
}
