/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * constants of the libraries that build on the kernel's types, and inlines over them
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d %d %d %d\n", SSLEEP, SONPROC, PR_ISSYS, PR_MODEL_LP64);
	printf("%x %x %x\n", O_CREAT, B_WRITE, TH_ACK | TH_SYN);
	printf("%s %s\n", tcp_state_string[TCP_STATE_ESTABLISHED], tcp_state_string[-1]);
	printf("%s %s\n", protocol_name[17], protocol_name[200]);
	printf("%d %d\n", curcpu->cpu_id == cpu, sizeof (psinfo_t) > sizeof (lwpsinfo_t));
	printf("%d.%09d\n", xlate <timestruc_t>((uint64_t)3000000004).tv_sec,
	    xlate <timestruc_t>((uint64_t)3000000004).tv_nsec);
	printf("%s\n", xlate <fileinfo_t>((struct file *)NULL).fi_pathname);
	exit(0);
}
