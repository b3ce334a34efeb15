/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * toupper(): too many arguments
 */
BEGIN
{
	toupper("a", "b");
	exit(0);
}
