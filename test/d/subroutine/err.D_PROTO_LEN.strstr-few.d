/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strstr(): too few arguments
 */
BEGIN
{
	strstr("a");
	exit(0);
}
