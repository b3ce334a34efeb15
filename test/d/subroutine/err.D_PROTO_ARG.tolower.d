/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tolower(): an argument of another type
 */
BEGIN
{
	tolower(1);
	exit(0);
}
