/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of pktinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((pktinfo_t *)NULL)->pkt_addr) > 0);
	printf("\n");
	exit(0);
}
