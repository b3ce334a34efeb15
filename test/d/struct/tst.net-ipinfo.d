/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of ipinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((ipinfo_t *)NULL)->ip_ver) > 0);
	printf("%d ", sizeof(((ipinfo_t *)NULL)->ip_plength) > 0);
	printf("%d ", sizeof(((ipinfo_t *)NULL)->ip_saddr) > 0);
	printf("%d ", sizeof(((ipinfo_t *)NULL)->ip_daddr) > 0);
	printf("\n");
	exit(0);
}
