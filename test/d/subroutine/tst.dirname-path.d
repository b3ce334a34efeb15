/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dirname(): directories before it
 */
BEGIN
{
	printf("%s\n", dirname("/usr/lib"));
	printf("%s\n", dirname("usr/lib"));
	printf("%s\n", dirname("/a/b/c"));
	exit(0);
}
