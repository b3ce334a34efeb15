/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * stddev() of negative values
 */
BEGIN
{
	@ = stddev(-2);
	@ = stddev(-4);
	@ = stddev(-4);
	@ = stddev(-4);
	@ = stddev(-5);
	@ = stddev(-5);
	@ = stddev(-7);
	@ = stddev(-9);
	exit(0);
}
