/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * index(): -1 from the end on, the length for an empty string
 */
BEGIN
{
	printf("%d\n", index("abc", "c", 3));
	printf("%d\n", index("abc", "a", 50));
	printf("%d\n", index("abc", "", 3));
	printf("%d\n", index("abc", "", 50));
	exit(0);
}
