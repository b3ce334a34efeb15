/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every function is divided
 */
BEGIN
{
	@a = count(); @b = sum(100); @c = min(-90); @d = max(90); @e = avg(10); @e = avg(21);
	@f = stddev(10); @f = stddev(30);
	normalize(@a, 3); normalize(@b, 3); normalize(@c, 3); normalize(@d, 3); normalize(@e, 3); normalize(@f, 3);
	exit(0);
}
