/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %% takes no value
 */
BEGIN
{
	printf("%%", 1);
	exit(0);
}
