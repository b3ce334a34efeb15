/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * curpsinfo is the process itself
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d %d %d %s %d\n", curpsinfo->pr_pid == pid, curpsinfo->pr_ppid == ppid, curpsinfo->pr_uid == uid, curpsinfo->pr_fname, curlwpsinfo->pr_lwpid == tid);
	exit(0);
}
