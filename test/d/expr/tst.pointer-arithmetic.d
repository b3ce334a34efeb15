/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * + and - of pointers are scaled
 */
int *p;
int64_t *q;
char *c;
BEGIN
{
	p = (int *)1000; q = (int64_t *)1000; c = (char *)1000;
	printf("%d %d %d\n", (uint64_t)(p + 3), (uint64_t)(q + 3), (uint64_t)(c + 3));
	printf("%d\n", (uint64_t)(p - 2));
	exit(0);
}
