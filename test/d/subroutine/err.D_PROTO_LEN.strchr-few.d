/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strchr(): too few arguments
 */
BEGIN
{
	strchr("a");
	exit(0);
}
