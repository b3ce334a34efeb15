/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %Y in UTC
 * @options: -x setenv=TZ=UTC
 */
BEGIN
{
	printf("%Y\n", 0LL);
	printf("%Y\n", 123456789000000000LL);
	exit(0);
}
