/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %s of an integer
 */
BEGIN
{
	printf("%s", 1);
	exit(0);
}
