/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * copyin(): too many arguments
 */
BEGIN
{
	copyin(1, 2, 3);
	exit(0);
}
