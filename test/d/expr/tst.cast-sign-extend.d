/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a signed narrow value widened by a cast
 */
int8_t a;
BEGIN
{
	a = -3;
	printf("%d %x %u\n", (int64_t)a, (uint64_t)a, (uint8_t)a);
	exit(0);
}
