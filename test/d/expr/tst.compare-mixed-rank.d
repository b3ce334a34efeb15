/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the higher rank decides: int64_t against uint64_t is unsigned
 */
int64_t a;
uint64_t b;
int32_t c;
int64_t d;
BEGIN
{
	a = -1; b = 1;
	printf("%d\n", a < b);
	printf("%d\n", c < d);
	exit(0);
}
