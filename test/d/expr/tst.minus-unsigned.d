/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * unary minus of the smallest int64_t is itself
 */
int64_t a;
BEGIN
{
	a = 1; a <<= 63;
	printf("%d\n", -a == a);
	exit(0);
}
