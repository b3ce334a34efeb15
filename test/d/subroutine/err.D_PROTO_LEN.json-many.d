/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): too many arguments
 */
BEGIN
{
	json("a", "b", "c");
	exit(0);
}
