/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * copyin(): too few arguments
 */
BEGIN
{
	copyin(1);
	exit(0);
}
