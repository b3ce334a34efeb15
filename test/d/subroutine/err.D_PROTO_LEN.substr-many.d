/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr(): too many arguments
 */
BEGIN
{
	substr("a", 1, 2, 3);
	exit(0);
}
