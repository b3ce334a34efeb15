/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an aggregation has no address
 */
BEGIN
{
	@a = count(); trace(&@a);
	exit(0);
}
