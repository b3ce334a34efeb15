/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * two storage classes, extern and typedef
 */
extern typedef int x_t;
BEGIN
{
	
	exit(0);
}
