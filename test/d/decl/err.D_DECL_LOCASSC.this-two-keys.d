/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clause-local variables have no associative arrays
 */
this int a[int, string];
BEGIN
{
	
	exit(0);
}
