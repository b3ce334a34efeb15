/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a width of printa is a key
 */
BEGIN
{
	@a = count();
	printa("%*d %@d\n", @a);
	exit(0);
}
