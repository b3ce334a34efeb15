/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strings
 */
BEGIN
{
	printf("[%s] [%8s] [%-8s] [%.2s]\n", "abc", "abc", "abc", "abc");
	printf("[%*s] [%-*s]\n", 6, "ab", 6, "cd");
	printf("%S\n", "a\tb\n");
	exit(0);
}
