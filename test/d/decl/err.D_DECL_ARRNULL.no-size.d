/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a variable array needs its size
 */
int a[];
BEGIN
{
	
	exit(0);
}
