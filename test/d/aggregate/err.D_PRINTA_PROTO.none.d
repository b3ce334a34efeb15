/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa needs an aggregation behind its format
 */
BEGIN
{
	printa("text");
	exit(0);
}
