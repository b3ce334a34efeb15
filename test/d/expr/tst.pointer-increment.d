/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ++ of a pointer advances by the element
 */
int64_t *p;
BEGIN
{
	p = (int64_t *)1000; p++; p++; p--;
	printf("%d\n", (uint64_t)p);
	p += 4; printf("%d\n", (uint64_t)p);
	exit(0);
}
