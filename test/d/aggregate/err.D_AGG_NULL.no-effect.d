/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an aggregation alone does nothing
 */
BEGIN
{
	@a;
	exit(0);
}
