/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * getminor(): an argument of another type
 */
BEGIN
{
	getminor("a");
	exit(0);
}
