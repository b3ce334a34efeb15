/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a pointer as a predicate: NULL is false
 */
BEGIN
/(char *)NULL/
{
	printf("no\n");
}

BEGIN
/(char *)1/
{
	printf("yes\n");
	exit(0);
}
