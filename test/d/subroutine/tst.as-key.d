/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * subroutines as keys
 */
BEGIN
{
	a[strjoin("x", "y"), strlen("abc")] = 5;
	printf("%d\n", a["xy", 3]);
	exit(0);
}
