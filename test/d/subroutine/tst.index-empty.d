/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * index(): the empty string is everywhere
 */
BEGIN
{
	printf("%d\n", index("abc", ""));
	printf("%d\n", index("", ""));
	printf("%d\n", index("abc", "", 2));
	exit(0);
}
