/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr(): base 37 is an illegal operation
 */
BEGIN
{
	printf("%s\n", lltostr(10, 37));
}
BEGIN { exit(0); }
ERROR { printf("fault %d\n", arg4); }
