/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a leading zero means octal
 */
BEGIN
{
	printf("%d %d %d\n", 010, 0777, 0);
	exit(0);
}
