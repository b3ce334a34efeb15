/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ! of a pointer
 */
int *p;
BEGIN
{
	printf("%d", !p);
	p = (int *)8;
	printf("%d\n", !p);
	exit(0);
}
