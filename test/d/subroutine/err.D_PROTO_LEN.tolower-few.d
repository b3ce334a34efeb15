/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tolower(): too few arguments
 */
BEGIN
{
	tolower();
	exit(0);
}
