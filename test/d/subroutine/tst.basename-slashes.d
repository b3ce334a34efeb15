/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * basename(): nothing but slashes
 */
BEGIN
{
	printf("%s\n", basename("/"));
	printf("%s\n", basename("//"));
	printf("%s\n", basename("////"));
	exit(0);
}
