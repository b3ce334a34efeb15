/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bcopy(): an argument of another type
 */
BEGIN
{
	bcopy("a", 5, 1);
	exit(0);
}
