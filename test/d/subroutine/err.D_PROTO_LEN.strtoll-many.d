/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll(): too many arguments
 */
BEGIN
{
	strtoll("1", 10, 2);
	exit(0);
}
