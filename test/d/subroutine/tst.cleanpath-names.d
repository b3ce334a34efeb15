/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * cleanpath(): names with dots in them stay
 */
BEGIN
{
	printf("%s\n", cleanpath("/a/..b/c"));
	printf("%s\n", cleanpath("/a/b../c"));
	printf("%s\n", cleanpath("/a/.../c"));
	printf("%s\n", cleanpath("/.a/b."));
	exit(0);
}
