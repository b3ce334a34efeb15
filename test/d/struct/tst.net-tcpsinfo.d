/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of tcpsinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_addr) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_local) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_lport) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_rport) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_laddr) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_raddr) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_state) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_suna) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_snxt) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_rnxt) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_swnd) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_snd_ws) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_rwnd) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_rcv_ws) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_cwnd) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_cwnd_ssthresh) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_mss) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_retransmit) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_rtt) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_rtt_sd) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_active) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_iss) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_irs) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_rack) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_sack_fack) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_sack_snxt) > 0);
	printf("%d ", sizeof(((tcpsinfo_t *)NULL)->tcps_rto) > 0);
	printf("\n");
	exit(0);
}
