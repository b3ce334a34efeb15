/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * long and short at once
 */
long short x;
BEGIN
{
	
	exit(0);
}
