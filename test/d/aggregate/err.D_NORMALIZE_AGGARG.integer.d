/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize of an integer
 */
BEGIN
{
	normalize(1, 2);
	exit(0);
}
