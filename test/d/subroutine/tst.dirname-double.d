/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dirname(): several slashes between names
 */
BEGIN
{
	printf("%s\n", dirname("a//b"));
	printf("%s\n", dirname("/a//b"));
	printf("%s\n", dirname("a//b//c"));
	exit(0);
}
