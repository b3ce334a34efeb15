/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an aggregation keeps its function
 */
BEGIN
{
	@a = sum(1); @a = min(1);
	exit(0);
}
