/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an element freed makes room for others
 * @options: -x dynvarsize=4k
 */
int a[int];
int i;

tick-1ms
/i < 50/
{
	a[i] = 1;
	a[i] = 0;
	i++;
}

tick-1ms
/i == 50/
{
	a[1000] = 7;
	printf("%d\n", a[1000]);
	exit(0);
}
