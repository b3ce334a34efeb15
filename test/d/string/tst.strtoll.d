/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll
 */
BEGIN
{
	printf("%d %d %d %d\n", strtoll("42"), strtoll("  -17x"), strtoll("0xff", 16), strtoll("101", 2));
	printf("%d\n", strtoll("z", 36));
	exit(0);
}
