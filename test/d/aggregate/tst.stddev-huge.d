/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * stddev() of values whose squares need more than 64 bits
 */
BEGIN
{
	@ = stddev(0);
	@ = stddev(4611686018427387904);
	exit(0);
}
