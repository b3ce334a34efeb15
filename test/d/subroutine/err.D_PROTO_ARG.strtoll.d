/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll(): an argument of another type
 */
BEGIN
{
	strtoll(1);
	exit(0);
}
