/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a scalar redeclared as an array
 */
int x;
int x[int];
BEGIN
{
	
	exit(0);
}
