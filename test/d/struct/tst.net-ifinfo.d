/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of ifinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((ifinfo_t *)NULL)->if_name) > 0);
	printf("%d ", sizeof(((ifinfo_t *)NULL)->if_local) > 0);
	printf("%d ", sizeof(((ifinfo_t *)NULL)->if_ipstack) > 0);
	printf("%d ", sizeof(((ifinfo_t *)NULL)->if_addr) > 0);
	printf("\n");
	exit(0);
}
