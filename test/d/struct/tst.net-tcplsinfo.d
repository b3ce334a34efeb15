/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of tcplsinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((tcplsinfo_t *)NULL)->tcps_state) > 0);
	printf("\n");
	exit(0);
}
