/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * cleanpath(): too many arguments
 */
BEGIN
{
	cleanpath("a", "b");
	exit(0);
}
