/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strings compare as unsigned bytes
 */
string a;
string b;
BEGIN
{
	a = "\377"; b = "a";
	printf("%d\n", a > b);
	exit(0);
}
