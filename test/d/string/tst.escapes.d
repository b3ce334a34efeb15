/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * escapes in string literals
 */
BEGIN
{
	printf("%s|%s|%s\n", "tab\there", "quote\"s", "oct\101hex\x42");
	exit(0);
}
