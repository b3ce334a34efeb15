/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * toupper(): too few arguments
 */
BEGIN
{
	toupper();
	exit(0);
}
