/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strlen() is a size_t
 */
BEGIN
{
	printf("%d\n", sizeof(strlen("a")));
	exit(0);
}
