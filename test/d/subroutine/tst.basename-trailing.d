/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * basename(): slashes at the end do not count
 */
BEGIN
{
	printf("%s\n", basename("/usr/"));
	printf("%s\n", basename("/usr//"));
	printf("%s\n", basename("a///"));
	exit(0);
}
