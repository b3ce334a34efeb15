/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clear of an integer
 */
BEGIN
{
	clear(1);
	exit(0);
}
