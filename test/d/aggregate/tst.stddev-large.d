/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * stddev() of large values: squares have 128 bits
 */
BEGIN
{
	@ = stddev(-1099511627776);
	@ = stddev(1099511627776);
	exit(0);
}
