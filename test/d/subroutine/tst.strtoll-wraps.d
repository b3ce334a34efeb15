/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll() does not look for overflow: the value wraps
 */
BEGIN
{
	printf("%d\n", strtoll("18446744073709551615"));
	printf("%d\n", strtoll("18446744073709551617"));
	exit(0);
}
