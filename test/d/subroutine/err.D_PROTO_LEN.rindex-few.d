/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rindex(): too few arguments
 */
BEGIN
{
	rindex("a");
	exit(0);
}
