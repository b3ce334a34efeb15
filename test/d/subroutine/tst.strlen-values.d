/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strlen()
 */
BEGIN
{
	printf("%d\n", strlen(""));
	printf("%d\n", strlen("a"));
	printf("%d\n", strlen("hello, world"));
	printf("%d\n", strlen("a\tb\n"));
	exit(0);
}
