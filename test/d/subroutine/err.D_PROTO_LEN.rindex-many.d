/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rindex(): too many arguments
 */
BEGIN
{
	rindex("a", "b", 1, 2);
	exit(0);
}
