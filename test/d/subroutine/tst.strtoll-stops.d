/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll(): ends at the first that is no digit
 */
BEGIN
{
	printf("%d\n", strtoll("12abc"));
	printf("%d\n", strtoll("1 2"));
	printf("%d\n", strtoll("3.9"));
	printf("%d\n", strtoll("abc"));
	printf("%d\n", strtoll(""));
	printf("%d\n", strtoll("-"));
	exit(0);
}
