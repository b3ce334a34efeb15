/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr(): base 1 is an illegal operation
 */
BEGIN
{
	printf("%s\n", lltostr(10, 1));
}
BEGIN { exit(0); }
ERROR { printf("fault %d\n", arg4); }
