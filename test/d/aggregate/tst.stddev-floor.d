/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * stddev() drops the fraction
 */
BEGIN
{
	@ = stddev(1);
	@ = stddev(2);
	@ = stddev(3);
	@ = stddev(4);
	exit(0);
}
