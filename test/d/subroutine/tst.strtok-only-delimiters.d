/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok(): nothing but delimiters, or nothing at all, is NULL
 */
BEGIN
{
	printf("%d %d\n", strtok("///", "/") == NULL, strtok("", "/") == NULL);
	exit(0);
}
