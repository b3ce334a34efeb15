/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an aggregation cannot be printed
 */
BEGIN
{
	@a = count(); print(@a);
	exit(0);
}
