/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a function nobody knows
 */
BEGIN
{
	x = strlenn("a");
	exit(0);
}
