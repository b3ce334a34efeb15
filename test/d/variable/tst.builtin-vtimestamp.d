/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * vtimestamp never goes back
 */
BEGIN { v = vtimestamp; }

BEGIN
{
	printf("%d %d\n", vtimestamp >= v, sizeof(vtimestamp));
	exit(0);
}
