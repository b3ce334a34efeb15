/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * >> of a negative number keeps the sign
 */
int64_t a;
BEGIN
{
	a = -16;
	printf("%d %d %d\n", a >> 1, a >> 4, a >> 10);
	printf("%d\n", a << 2);
	exit(0);
}
