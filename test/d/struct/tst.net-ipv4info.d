/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of ipv4info_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_ver) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_ihl) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_tos) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_length) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_ident) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_flags) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_offset) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_ttl) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_protocol) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_protostr) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_checksum) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_src) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_dst) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_saddr) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_daddr) > 0);
	printf("%d ", sizeof(((ipv4info_t *)NULL)->ipv4_hdr) > 0);
	printf("\n");
	exit(0);
}
