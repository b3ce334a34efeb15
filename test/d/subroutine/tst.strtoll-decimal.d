/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll(): decimal
 */
BEGIN
{
	printf("%d\n", strtoll("0"));
	printf("%d\n", strtoll("42"));
	printf("%d\n", strtoll("-42"));
	printf("%d\n", strtoll("+42"));
	printf("%d\n", strtoll("9223372036854775807"));
	printf("%d\n", strtoll("-9223372036854775808"));
	exit(0);
}
