/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strchr(): NULL without the character
 */
BEGIN
{
	printf("%d\n", strchr("abc", 'd') == NULL);
	printf("%d\n", strchr("", 'a') == NULL);
	printf("%d\n", strchr("abc", 'B') == NULL);
	exit(0);
}
