/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an array of negative size
 */
int a[-4];
BEGIN
{
	
	exit(0);
}
