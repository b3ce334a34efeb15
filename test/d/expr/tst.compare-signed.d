/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * comparisons of signed numbers
 */
int64_t a;
int64_t b;
BEGIN
{
	a = -1; b = 1;
	printf("%d%d%d%d%d%d\n", a < b, a <= b, a > b, a >= b, a == b, a != b);
	exit(0);
}
