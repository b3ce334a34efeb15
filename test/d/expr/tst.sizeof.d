/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sizes of the base types, of pointers and of string
 */
BEGIN
{
	printf("%d %d %d %d %d\n", sizeof(char), sizeof(short), sizeof(int), sizeof(long), sizeof(void *));
	printf("%d %d\n", sizeof(string), sizeof(int64_t));
	exit(0);
}
