/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * NULL compares with every pointer
 */
BEGIN
{
	printf("%d %d\n", NULL == (char *)0, (int *)alloca(4) != NULL);
	exit(0);
}
