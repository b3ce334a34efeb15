/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string keeps strsize - 1 characters
 * @options: -x strsize=8
 */
BEGIN
{
	s = "0123456789abcdefghij";
	printf("%s|%d\n", s, strlen(s));
	exit(0);
}
