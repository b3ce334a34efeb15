/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * cleanpath
 */
BEGIN
{
	printf("%s %s %s\n", cleanpath("/foo//bar"), cleanpath("/foo/./bar"), cleanpath("/foo/baz/../bar"));
	printf("%s\n", cleanpath("/../../a"));
	exit(0);
}
