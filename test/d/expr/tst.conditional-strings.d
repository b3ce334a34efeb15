/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ?: of two strings
 */
string a;
BEGIN
{
	a = "x";
	printf("%s%s\n", 1 ? a : "y", 0 ? a : "y");
	exit(0);
}
