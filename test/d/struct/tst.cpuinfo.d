/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of cpuinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((cpuinfo_t *)NULL)->cpu_id) > 0);
	printf("%d ", sizeof(((cpuinfo_t *)NULL)->cpu_chip) > 0);
	printf("\n");
	exit(0);
}
