/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strjoin(): one byte less than strsize is the most
 * @options: -x strsize=8
 */
BEGIN
{
	printf("%s\n", strjoin("abcd", "efg"));
	exit(0);
}
