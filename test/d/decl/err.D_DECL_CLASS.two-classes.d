/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * two storage classes
 */
self this int x;
BEGIN
{
	
	exit(0);
}
