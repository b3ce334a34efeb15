/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * int8_t against int64_t
 */
int8_t a;
int64_t b;
BEGIN
{
	a = -5; b = -5;
	printf("%d %d\n", a == b, a < b);
	exit(0);
}
