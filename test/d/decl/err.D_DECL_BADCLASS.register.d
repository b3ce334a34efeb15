/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * register has no meaning in D
 */
register int x;
BEGIN
{
	
	exit(0);
}
