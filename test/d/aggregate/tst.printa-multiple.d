/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa multiple
 */
BEGIN
{
	@a["x"] = sum(3); @a["y"] = sum(1); @b["x"] = count();
	exit(0);
}
END { printa("%s %@d %@d\n", @a, @b); }
