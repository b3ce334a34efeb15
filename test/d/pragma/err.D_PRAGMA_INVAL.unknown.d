/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a D pragma nobody knows
 */
#pragma D nosuchthing
BEGIN
{
	
	exit(0);
}
