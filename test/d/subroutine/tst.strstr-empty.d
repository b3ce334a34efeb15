/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strstr(): the empty string is found at the start
 */
BEGIN
{
	printf("[%s]\n", strstr("abc", ""));
	printf("[%s]\n", strstr("", ""));
	printf("%d\n", strstr("", "") == NULL);
	exit(0);
}
