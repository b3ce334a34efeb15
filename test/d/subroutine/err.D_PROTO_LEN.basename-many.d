/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * basename(): too many arguments
 */
BEGIN
{
	basename("a", "b");
	exit(0);
}
