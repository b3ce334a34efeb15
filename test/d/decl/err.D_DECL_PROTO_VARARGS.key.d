/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ... is no key type
 */
int a[int, ...];
BEGIN
{
	
	exit(0);
}
