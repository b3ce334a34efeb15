/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strchr(): too many arguments
 */
BEGIN
{
	strchr("a", 97, 1);
	exit(0);
}
