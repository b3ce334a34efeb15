/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lines count where they are joined, too
 */
BEGIN
{
	x = 1 + \
		nobody;
	exit(0);
}
