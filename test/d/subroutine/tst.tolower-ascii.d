/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tolower() changes ASCII letters, nothing else
 */
BEGIN
{
	printf("%s\n", tolower("ABCXYZ"));
	printf("%s\n", tolower("abc 123 @[`{"));
	printf("[%s]\n", tolower(""));
	exit(0);
}
