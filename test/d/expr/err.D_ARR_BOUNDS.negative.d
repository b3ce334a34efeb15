/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an index below the array
 */
int a[4];
BEGIN
{
	a[-1] = 2;
	exit(0);
}
