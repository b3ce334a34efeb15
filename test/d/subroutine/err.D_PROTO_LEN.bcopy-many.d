/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bcopy(): too many arguments
 */
BEGIN
{
	bcopy("a", "b", 1, 2);
	exit(0);
}
