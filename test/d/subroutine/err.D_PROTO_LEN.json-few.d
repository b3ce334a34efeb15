/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * json(): too few arguments
 */
BEGIN
{
	json("a");
	exit(0);
}
