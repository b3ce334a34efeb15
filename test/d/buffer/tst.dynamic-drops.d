/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * variables that find no room are told
 * @options: -x dynvarsize=256
 * @only: process
 */
BEGIN
{
	a[0] = 1; a[1] = 1; a[2] = 1; a[3] = 1; a[4] = 1; a[5] = 1; a[6] = 1; a[7] = 1; a[8] = 1; a[9] = 1;
	printf("%d %d\n", a[0], a[9]);
	exit(0);
}
