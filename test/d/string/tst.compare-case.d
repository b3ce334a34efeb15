/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * upper case comes before lower case
 */
BEGIN
{
	printf("%d\n", "Z" < "a");
	printf("%d\n", "a" < "B");
	exit(0);
}
