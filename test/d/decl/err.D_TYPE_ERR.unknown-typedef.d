/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a type nobody declared
 */
nobody_t x;
BEGIN
{
	
	exit(0);
}
