/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * . of an integer
 */
BEGIN
{
	x = 1; trace(x.a);
	exit(0);
}
