/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an array is never assigned whole
 */
int a[4];
int b[4];
BEGIN
{
	a = b;
	exit(0);
}
