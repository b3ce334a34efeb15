/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ?: groups to the right
 */
int a;
BEGIN
{
	a = 2;
	printf("%s\n", a == 1 ? "one" : a == 2 ? "two" : "many");
	a = 3;
	printf("%s\n", a == 1 ? "one" : a == 2 ? "two" : "many");
	exit(0);
}
