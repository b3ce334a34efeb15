/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa() of several aggregations, one of which has nothing (left): it counts as 0 in its place
 */
BEGIN
{
	@a["x"] = count();
	@b["x"] = sum(10);
	@c["x"] = quantize(1);
	trunc(@a);
	trunc(@c);
	printa("%s %@d %@d\n", @a, @b);
	printa("%s %@d %@d\n", @b, @a);
	printa("%s %@d %@d %@d\n", @a, @b, @c);
	printa(@a, @b);
	trunc(@b);
	printa("nothing %@d %@d\n", @a, @b);
	exit(0);
}
