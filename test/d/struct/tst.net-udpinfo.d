/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of udpinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((udpinfo_t *)NULL)->udp_sport) > 0);
	printf("%d ", sizeof(((udpinfo_t *)NULL)->udp_dport) > 0);
	printf("%d ", sizeof(((udpinfo_t *)NULL)->udp_length) > 0);
	printf("%d ", sizeof(((udpinfo_t *)NULL)->udp_checksum) > 0);
	printf("%d ", sizeof(((udpinfo_t *)NULL)->udp_hdr) > 0);
	printf("\n");
	exit(0);
}
