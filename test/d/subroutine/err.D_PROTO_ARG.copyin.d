/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * copyin(): an argument of another type
 */
BEGIN
{
	copyin(1, "a");
	exit(0);
}
