/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an associative array has as many keys as declared
 */
int a[int, int];
BEGIN
{
	a[1] = 1;
	exit(0);
}
