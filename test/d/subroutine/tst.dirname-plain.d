/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dirname(): no slash
 */
BEGIN
{
	printf("%s\n", dirname("a"));
	printf("%s\n", dirname("abc.d"));
	exit(0);
}
