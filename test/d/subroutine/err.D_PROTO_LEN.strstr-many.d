/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strstr(): too many arguments
 */
BEGIN
{
	strstr("a", "b", "c");
	exit(0);
}
