/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll(): blanks and tabs before the number
 */
BEGIN
{
	printf("%d\n", strtoll("  7"));
	printf("%d\n", strtoll("\t 8"));
	printf("%d\n", strtoll("  -9"));
	printf("%d\n", strtoll("- 9"));
	exit(0);
}
