/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * getmajor(): an argument of another type
 */
BEGIN
{
	getmajor("a");
	exit(0);
}
