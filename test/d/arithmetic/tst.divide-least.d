/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the least long divided by -1 wraps, it does not stop the machine
 */
int64_t a;
int64_t b;

BEGIN
{
	a = -0x7fffffffffffffff - 1;
	b = -1;
	printf("%d %d\n", a / b, a % b);
	a /= b;
	printf("%d\n", a);
	exit(0);
}
