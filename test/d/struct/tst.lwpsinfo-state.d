/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the thread that fires runs
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d %c %d\n", curlwpsinfo->pr_state == SONPROC, curlwpsinfo->pr_sname, curlwpsinfo->pr_onpro == cpu);
	exit(0);
}
