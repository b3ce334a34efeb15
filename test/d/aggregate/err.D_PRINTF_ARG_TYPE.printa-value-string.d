/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the value of an aggregation is no string
 */
BEGIN
{
	@a[1] = count();
	printa("%d %@s\n", @a);
	exit(0);
}
