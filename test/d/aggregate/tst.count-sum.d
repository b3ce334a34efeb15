/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * count sum
 */
BEGIN
{
	@c = count(); @s = sum(5); @s = sum(7); @mn = min(9); @mn = min(-3); @mx = max(4); @mx = max(40); @a = avg(10); @a = avg(21);
	exit(0);
}
