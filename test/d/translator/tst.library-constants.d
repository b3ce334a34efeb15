/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the libraries are found and compiled without options: names of errors, signals, registers, states
 */
BEGIN
{
	printf("%d %d %d %d\n", EPERM, ENOENT, EWOULDBLOCK, EHWPOISON);
	printf("%d %d %d %d\n", SIGHUP, SIGKILL, SIGIO, SIGSYS);
	printf("%d %d %d\n", CLD_EXITED, R_PC, R_SP);
	exit(0);
}
