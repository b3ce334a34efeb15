/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * getminor(): too few arguments
 */
BEGIN
{
	getminor();
	exit(0);
}
