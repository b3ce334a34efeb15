/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll(): too few arguments
 */
BEGIN
{
	strtoll();
	exit(0);
}
