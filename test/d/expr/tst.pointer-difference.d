/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the difference of two pointers counts elements
 */
int *p;
int *q;
BEGIN
{
	p = (int *)1040; q = (int *)1000;
	printf("%d %d\n", p - q, q - p);
	exit(0);
}
