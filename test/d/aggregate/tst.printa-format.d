/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa format
 */
BEGIN
{
	@a["x"] = sum(3); @a["y"] = sum(1);
	printa("%s=%@d\n", @a);
	exit(0);
}
