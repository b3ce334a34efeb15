/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %x of a string
 */
BEGIN
{
	printf("%x", "s");
	exit(0);
}
