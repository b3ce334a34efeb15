/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a key that gives a width is an integer
 */
BEGIN
{
	@a["x", 1] = count();
	printa("%*d %@d\n", @a);
	exit(0);
}
