/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bcopy(): too few arguments
 */
BEGIN
{
	bcopy("a", "b");
	exit(0);
}
