/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the comma operator has the value of its right side
 */
BEGIN
{
	x = (1, 2, 3);
	printf("%d\n", x);
	exit(0);
}
