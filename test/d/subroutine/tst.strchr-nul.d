/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strchr() and strrchr() find the NUL at the end, as in C
 */
BEGIN
{
	printf("%d\n", strlen(strchr("abc", 0)));
	printf("%d\n", strchr("abc", 0) == NULL);
	printf("%d\n", strlen(strrchr("abc", 0)));
	exit(0);
}
