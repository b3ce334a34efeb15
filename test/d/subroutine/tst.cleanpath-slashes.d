/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * cleanpath(): several slashes are one
 */
BEGIN
{
	printf("%s\n", cleanpath("/a//b"));
	printf("%s\n", cleanpath("//a///b"));
	printf("%s\n", cleanpath("a//b"));
	exit(0);
}
