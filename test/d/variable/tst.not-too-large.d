/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a global of 16 KiB
 */
char x[16384];

BEGIN
{
	x[0] = 1;
	x[16383] = 2;
	printf("%d %d %d\n", x[0], x[16383], sizeof(x));
	exit(0);
}
