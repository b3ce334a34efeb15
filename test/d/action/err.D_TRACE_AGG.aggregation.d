/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an aggregation cannot be traced
 */
BEGIN
{
	@a = count(); trace(@a);
	exit(0);
}
