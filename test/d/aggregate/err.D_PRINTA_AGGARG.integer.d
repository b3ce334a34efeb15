/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa of an integer
 */
BEGIN
{
	printa("%d", 1);
	exit(0);
}
