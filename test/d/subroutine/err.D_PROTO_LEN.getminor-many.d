/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * getminor(): too many arguments
 */
BEGIN
{
	getminor(1, 2);
	exit(0);
}
