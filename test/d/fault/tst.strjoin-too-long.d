/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strjoin() of more than fits into a string: out of scratch space
 * @options: -x strsize=8
 */
BEGIN
{
	printf("%s\n", strjoin("abcd", "efgh"));
}
BEGIN { exit(0); }
ERROR { printf("fault %d\n", arg4); }
