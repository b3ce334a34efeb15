/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr(): an argument of another type
 */
BEGIN
{
	substr("a", "b");
	exit(0);
}
