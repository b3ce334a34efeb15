/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of tcpinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((tcpinfo_t *)NULL)->tcp_sport) > 0);
	printf("%d ", sizeof(((tcpinfo_t *)NULL)->tcp_dport) > 0);
	printf("%d ", sizeof(((tcpinfo_t *)NULL)->tcp_seq) > 0);
	printf("%d ", sizeof(((tcpinfo_t *)NULL)->tcp_ack) > 0);
	printf("%d ", sizeof(((tcpinfo_t *)NULL)->tcp_offset) > 0);
	printf("%d ", sizeof(((tcpinfo_t *)NULL)->tcp_flags) > 0);
	printf("%d ", sizeof(((tcpinfo_t *)NULL)->tcp_window) > 0);
	printf("%d ", sizeof(((tcpinfo_t *)NULL)->tcp_checksum) > 0);
	printf("%d ", sizeof(((tcpinfo_t *)NULL)->tcp_urgent) > 0);
	printf("%d ", sizeof(((tcpinfo_t *)NULL)->tcp_hdr) > 0);
	printf("\n");
	exit(0);
}
