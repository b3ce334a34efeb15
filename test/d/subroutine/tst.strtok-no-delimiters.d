/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok() without delimiters is the whole string
 */
BEGIN
{
	printf("%s\n", strtok("a/b", ""));
	printf("%s\n", strtok("a/b", ","));
	exit(0);
}
