/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %c of a string
 */
BEGIN
{
	printf("%c", "s");
	exit(0);
}
