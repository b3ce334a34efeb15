/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pointer
 */
BEGIN
{
	printf("%p %p\n", (void *)0x1234abcd, 255);
	printf("[%?x]\n", 0xbeef);
	exit(0);
}
