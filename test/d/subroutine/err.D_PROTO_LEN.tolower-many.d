/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tolower(): too many arguments
 */
BEGIN
{
	tolower("a", "b");
	exit(0);
}
