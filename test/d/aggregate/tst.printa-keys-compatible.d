/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * keys of integers of other sizes, of strings of other kinds, go together
 */
BEGIN
{
	@count[5] = count();
	@sum[7LL] = sum(2);
	printa("%d %@d %@d\n", @count, @sum);
	@s["x"] = count();
	@t[probename] = sum(3);
	printa("%s %@d %@d\n", @s, @t);
	exit(0);
}
