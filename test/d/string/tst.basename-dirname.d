/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * basename dirname
 */
BEGIN
{
	printf("%s %s %s %s\n", basename("/foo/bar"), basename("bar/"), basename("/"), basename(""));
	printf("%s %s %s %s\n", dirname("/foo/bar"), dirname("bar"), dirname("/foo"), dirname(""));
	printf("%s %s\n", dirname("a//b"), dirname("/a/b/"));
	exit(0);
}
