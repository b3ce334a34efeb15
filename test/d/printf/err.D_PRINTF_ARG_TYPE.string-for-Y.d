/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %Y of a string
 */
BEGIN
{
	printf("%Y", "now");
	exit(0);
}
