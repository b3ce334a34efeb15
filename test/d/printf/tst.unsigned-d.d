/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %d prints unsigned when the expression is unsigned
 */
BEGIN
{
	printf("%d %d\n", (uint64_t)-1, (int64_t)-1);
	printf("%d %d\n", (uint8_t)200, (int8_t)200);
	exit(0);
}
