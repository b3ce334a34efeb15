/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * walltimestamp: nanoseconds since 1970
 */
BEGIN
{
	printf("%d %d\n", walltimestamp > 1600000000000000000, sizeof(walltimestamp));
	exit(0);
}
