/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * getmajor(): too many arguments
 */
BEGIN
{
	getmajor(1, 2);
	exit(0);
}
