/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the element behind the last
 */
int a[4];
BEGIN
{
	trace(a[4]);
	exit(0);
}
