/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * basename(): dots are names
 */
BEGIN
{
	printf("%s\n", basename("."));
	printf("%s\n", basename(".."));
	printf("%s\n", basename("/.."));
	printf("%s\n", basename("/a/."));
	exit(0);
}
