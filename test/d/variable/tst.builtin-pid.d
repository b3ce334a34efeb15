/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pid, ppid and tid in a process of one thread
 */
BEGIN
{
	printf("%d %d %d\n", pid == $pid, ppid == $ppid, tid == pid);
	exit(0);
}
