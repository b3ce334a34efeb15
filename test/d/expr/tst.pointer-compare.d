/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pointers compare as addresses
 */
int *p;
int *q;
BEGIN
{
	p = (int *)1000; q = p + 1;
	printf("%d%d%d\n", p < q, p == q, p != NULL);
	exit(0);
}
