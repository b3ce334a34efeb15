/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clear() of every function
 */
BEGIN
{
	@a = count(); @b = avg(7); @c = stddev(7); @d = quantize(7); @e = lquantize(7, 0, 10); @f = llquantize(7, 10, 0, 1, 10);
	clear(@a); clear(@b); clear(@c); clear(@d); clear(@e); clear(@f);
	exit(0);
}
