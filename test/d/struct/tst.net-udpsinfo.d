/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of udpsinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((udpsinfo_t *)NULL)->udps_addr) > 0);
	printf("%d ", sizeof(((udpsinfo_t *)NULL)->udps_lport) > 0);
	printf("%d ", sizeof(((udpsinfo_t *)NULL)->udps_rport) > 0);
	printf("%d ", sizeof(((udpsinfo_t *)NULL)->udps_laddr) > 0);
	printf("%d ", sizeof(((udpsinfo_t *)NULL)->udps_raddr) > 0);
	printf("\n");
	exit(0);
}
