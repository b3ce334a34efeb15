/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strchr strstr
 */
BEGIN
{
	printf("%s|%s|%s\n", strchr("hello", 'l'), strrchr("hello", 'l'), strstr("hello", "ell"));
	printf("%d\n", strchr("hello", 'z') == NULL);
	exit(0);
}
