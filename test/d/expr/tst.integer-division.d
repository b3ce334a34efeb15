/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * signed division truncates toward zero; unsigned division is unsigned
 */
BEGIN
{
	printf("%d %d %d %d\n", 7 / 2, -7 / 2, 7 % 3, -7 % 3);
	printf("%u\n", (unsigned int)-7 / 2);
	exit(0);
}
