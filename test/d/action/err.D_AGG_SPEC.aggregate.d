/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * aggregations are never speculative
 */
BEGIN
{
	speculate(1); @a = count();
	exit(0);
}
