/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a key is converted to its declared type
 */
int a[char];

BEGIN
{
	a[257] = 5;
	printf("%d\n", a[1]);
	exit(0);
}
