/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ?: with strings
 */
int n;

BEGIN
{
	n = 3;
	printf("%s %s\n", n == 3 ? "three" : "other", n > 3 ? "more" : n < 3 ? "less" : "same");
	exit(0);
}
