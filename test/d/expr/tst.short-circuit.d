/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * && and || leave the right side out when the left decides
 */
BEGIN
{
	x = 0;
	0 && (x = 1);
	1 || (x = 2);
	printf("%d\n", x);
	1 && (x = 3);
	printf("%d\n", x);
	exit(0);
}
