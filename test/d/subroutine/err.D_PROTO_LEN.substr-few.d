/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * substr(): too few arguments
 */
BEGIN
{
	substr("a");
	exit(0);
}
