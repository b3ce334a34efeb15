/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * toupper() changes ASCII letters, nothing else
 */
BEGIN
{
	printf("%s\n", toupper("abcxyz"));
	printf("%s\n", toupper("ABC 123 @[`{"));
	printf("[%s]\n", toupper(""));
	exit(0);
}
