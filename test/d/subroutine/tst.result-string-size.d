/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string that a subroutine gives has strsize bytes
 * @options: -x strsize=64
 */
BEGIN
{
	printf("%d %d\n", sizeof(strjoin("a", "b")), sizeof(substr("abc", 1)));
	exit(0);
}
