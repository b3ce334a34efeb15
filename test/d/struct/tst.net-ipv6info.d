/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of ipv6info_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_ver) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_tclass) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_flow) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_plen) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_nexthdr) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_nextstr) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_hlim) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_src) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_dst) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_saddr) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_daddr) > 0);
	printf("%d ", sizeof(((ipv6info_t *)NULL)->ipv6_hdr) > 0);
	printf("\n");
	exit(0);
}
