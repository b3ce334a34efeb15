/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ?: with integers and strings, nested
 */
BEGIN
{
	x = 5;
	printf("%d %s\n", x > 3 ? x : -x, x == 5 ? "five" : "other");
	printf("%d\n", 0 ? 1 : 0 ? 2 : 3);
	exit(0);
}
