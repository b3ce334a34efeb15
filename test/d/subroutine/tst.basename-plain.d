/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * basename(): no slash
 */
BEGIN
{
	printf("%s\n", basename("a"));
	printf("%s\n", basename("abc.d"));
	exit(0);
}
