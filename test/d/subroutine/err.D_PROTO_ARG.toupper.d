/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * toupper(): an argument of another type
 */
BEGIN
{
	toupper(1);
	exit(0);
}
