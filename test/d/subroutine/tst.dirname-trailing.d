/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dirname(): slashes at the end do not count
 */
BEGIN
{
	printf("%s\n", dirname("/usr/lib/"));
	printf("%s\n", dirname("usr/"));
	printf("%s\n", dirname("a/b//"));
	printf("%s\n", dirname("/usr/"));
	exit(0);
}
