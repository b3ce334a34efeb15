/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * stddev() of two values
 */
BEGIN
{
	@ = stddev(0);
	@ = stddev(10);
	exit(0);
}
