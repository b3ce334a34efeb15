/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an aggregation has one list of keys
 */
BEGIN
{
	@a[1][2] = count();
	exit(0);
}
