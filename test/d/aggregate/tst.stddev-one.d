/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * stddev() of one value is 0
 */
BEGIN
{
	@ = stddev(123);
	exit(0);
}
