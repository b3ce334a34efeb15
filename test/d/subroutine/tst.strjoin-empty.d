/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strjoin() with empty strings
 */
BEGIN
{
	printf("[%s]\n", strjoin("", ""));
	printf("[%s]\n", strjoin("a", ""));
	printf("[%s]\n", strjoin("", "b"));
	exit(0);
}
