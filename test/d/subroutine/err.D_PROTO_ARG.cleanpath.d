/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * cleanpath(): an argument of another type
 */
BEGIN
{
	cleanpath(1);
	exit(0);
}
