/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strlen strjoin
 */
BEGIN
{
	printf("%d %d\n", strlen(""), strlen("hello"));
	printf("%s\n", strjoin("foo", strjoin("-", "bar")));
	exit(0);
}
