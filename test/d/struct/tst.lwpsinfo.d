/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of lwpsinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_flag) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_lwpid) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_addr) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_state) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_sname) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_nice) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_cpu) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_pri) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_start) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_time) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_clname) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_name) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_onpro) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_bindpro) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_syscall) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_oldpri) > 0);
	printf("%d ", sizeof(((lwpsinfo_t *)NULL)->pr_pctcpu) > 0);
	printf("\n");
	exit(0);
}
