/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * zonename is never empty
 */
BEGIN
{
	printf("%d\n", strlen(zonename) > 0);
	exit(0);
}
