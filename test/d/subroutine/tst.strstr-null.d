/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strstr(): NULL without a match
 */
BEGIN
{
	printf("%d\n", strstr("abc", "d") == NULL);
	printf("%d\n", strstr("abc", "abcd") == NULL);
	printf("%d\n", strstr("", "a") == NULL);
	printf("%d\n", strstr("abc", "a") == NULL);
	exit(0);
}
