/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the libraries are found and compiled without options: names of errors, signals, registers, states
 */
BEGIN
{
	printf("%d %d %d %d\n", EPERM, ENOENT, EWOULDBLOCK, EHWPOISON);
	printf("%d %d %d %d\n", SIGHUP, SIGKILL, SIGIO, SIGSYS);
	printf("%d %d %d\n", CLD_EXITED, R_PC, R_SP);
	printf("%d %d %d %x %d\n", AF_INET, AF_INET6, IPPROTO_UDP, TH_SYN | TH_ACK, TCP_STATE_LISTEN);
	printf("%s %s %s\n", inet_ntop(AF_INET6, alloca(16)), tcp_state_string[7], protocol_name[6]);
	exit(0);
}
