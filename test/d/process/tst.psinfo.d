/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * curpsinfo and curlwpsinfo of a command, with the kernel's structures and without
 * @options: -c true
 */
syscall::exit_group:entry
/pid == $target/
{
	printf("%d %d %d %d %d %d\n", curpsinfo->pr_pid == pid, curpsinfo->pr_ppid == ppid,
	    curpsinfo->pr_uid == uid, curpsinfo->pr_gid == gid, curlwpsinfo->pr_lwpid == tid,
	    curpsinfo->pr_lwp.pr_lwpid == tid);
	printf("%s %s %s\n", curpsinfo->pr_fname, curpsinfo->pr_psargs, curlwpsinfo->pr_name);
	printf("%c %d %d %d\n", curlwpsinfo->pr_sname, curlwpsinfo->pr_state == SONPROC,
	    curlwpsinfo->pr_onpro == cpu, curpsinfo->pr_dmodel == PR_MODEL_LP64);
}
