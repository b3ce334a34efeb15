/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * cpu is the number of a processor
 */
BEGIN
{
	printf("%d\n", cpu >= 0 && cpu < 8192);
	exit(0);
}
