/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %k of an integer
 */
BEGIN
{
	printf("%k", 1);
	exit(0);
}
