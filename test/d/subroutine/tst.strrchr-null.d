/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strrchr(): NULL without the character
 */
BEGIN
{
	printf("%d\n", strrchr("abc", 'd') == NULL);
	printf("%d\n", strrchr("", 'a') == NULL);
	exit(0);
}
