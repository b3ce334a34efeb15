/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * stddev() of equal values is 0
 */
BEGIN
{
	@ = stddev(7);
	@ = stddev(7);
	@ = stddev(7);
	exit(0);
}
