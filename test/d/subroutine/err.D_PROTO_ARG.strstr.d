/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strstr(): an argument of another type
 */
BEGIN
{
	strstr("a", 1);
	exit(0);
}
