/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of psinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_flag) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_nlwp) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_pid) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_ppid) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_pgid) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_sid) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_uid) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_euid) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_gid) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_egid) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_addr) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_size) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_rssize) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_ttydev) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_start) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_time) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_ctime) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_fname) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_psargs) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_wstat) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_argv) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_envp) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_dmodel) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_lwp) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_pctmem) > 0);
	printf("%d ", sizeof(((psinfo_t *)NULL)->pr_argc) > 0);
	printf("\n");
	exit(0);
}
