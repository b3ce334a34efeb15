/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * basename(): directories before it
 */
BEGIN
{
	printf("%s\n", basename("/usr/lib"));
	printf("%s\n", basename("usr/lib"));
	printf("%s\n", basename("/a/b/c"));
	exit(0);
}
