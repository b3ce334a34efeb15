/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * all six comparisons of strings
 */
string a;
string b;
BEGIN
{
	a = "abc"; b = "abd";
	printf("%d%d%d%d%d%d\n", a < b, a <= b, a > b, a >= b, a == b, a != b);
	printf("%d%d\n", a < "ab", "" < a);
	exit(0);
}
