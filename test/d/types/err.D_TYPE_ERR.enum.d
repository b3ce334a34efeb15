/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an enum that nobody defines is no type
 */
BEGIN
{
	x = (enum nobody)5;
	exit(0);
}
