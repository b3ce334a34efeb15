/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr(): bases 2 to 36
 */
BEGIN
{
	printf("%s\n", lltostr(10, 2));
	printf("%s\n", lltostr(0, 2));
	printf("%s\n", lltostr(80, 3));
	printf("%s\n", lltostr(1295, 36));
	printf("%s\n", lltostr(35, 36));
	printf("%s\n", lltostr(123456789, 7));
	printf("%s\n", lltostr(1000000, 32));
	exit(0);
}
