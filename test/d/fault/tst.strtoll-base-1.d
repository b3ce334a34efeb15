/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll(): base 1 is an illegal operation
 */
BEGIN
{
	printf("%d\n", strtoll("1", 1));
}
BEGIN { exit(0); }
ERROR { printf("fault %d\n", arg4); }
