/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll(): bases 2 to 36
 */
BEGIN
{
	printf("%d\n", strtoll("1010", 2));
	printf("%d\n", strtoll("2222", 3));
	printf("%d\n", strtoll("777", 8));
	printf("%d\n", strtoll("zz", 36));
	printf("%d\n", strtoll("3026236221", 7));
	printf("%d\n", strtoll("Z", 36));
	printf("%d\n", strtoll("129", 8));
	exit(0);
}
