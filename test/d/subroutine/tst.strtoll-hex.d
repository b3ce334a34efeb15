/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll(): base 16, with and without 0x
 */
BEGIN
{
	printf("%d\n", strtoll("ff", 16));
	printf("%d\n", strtoll("0xFF", 16));
	printf("%d\n", strtoll("0Xa", 16));
	printf("%d\n", strtoll("-0x10", 16));
	exit(0);
}
