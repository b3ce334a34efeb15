/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an array beyond any size
 */
int a[0x7fffffffffffffff];
BEGIN
{
	
	exit(0);
}
