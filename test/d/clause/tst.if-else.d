/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * if else
 */
BEGIN
{
	x = 2;
	if (x == 1) { printf("one\n"); }
	else if (x == 2) { printf("two\n"); }
	else { printf("many\n"); }
	if (x) printf("yes\n"); else printf("no\n");
	exit(0);
}
