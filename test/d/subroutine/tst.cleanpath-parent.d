/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * cleanpath(): "/../" takes a name with it
 */
BEGIN
{
	printf("%s\n", cleanpath("/a/../b"));
	printf("%s\n", cleanpath("/a/b/../../c"));
	printf("%s\n", cleanpath("/a/b/../c/../d"));
	exit(0);
}
