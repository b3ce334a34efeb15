#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# The D libraries over a real kernel's structures.
# timeout: 1000

. test/vm/common

# is NAME EXPRESSION PATTERN: what the expression says in one of the reads of cat: its library's, then
# that of /etc/hostname.
is() {
	run 60 dtrace -qn "syscall::read:entry /pid == \$target && arg0 == 3/ { printf(\"<%s>\", $2); }" \
		-c 'cat /etc/hostname'
	ok "$1" out_has "<$3>"
}

# true_of NAME CONDITION [COMMAND [PROBE]]: the command's own line may follow the answer
# on the same line, for it ends after dtrace has printed.
true_of() {
	run 60 dtrace -qn "${4:-syscall::read:entry} /pid == \$target/ { trace(($2) ? \"holds\" : \"fails\"); exit(0); }" \
		-c "${3:-cat /etc/hostname}"
	ok "$1" out_has '^holds'
}

# --- processes and threads ---------------------------------------------------------
is "pr_fname" 'curpsinfo->pr_fname' cat
is "pr_psargs" 'curpsinfo->pr_psargs' 'cat /etc/hostname'
true_of "numbers of the process" 'curpsinfo->pr_pid == pid && curpsinfo->pr_ppid == ppid &&
	curlwpsinfo->pr_lwpid == tid && curpsinfo->pr_lwp.pr_lwpid == tid'
true_of "its user, group, model, size" 'curpsinfo->pr_uid == uid && curpsinfo->pr_gid == gid &&
	curpsinfo->pr_euid == 0 && curpsinfo->pr_dmodel == PR_MODEL_LP64 && curpsinfo->pr_nlwp == 1 &&
	curpsinfo->pr_size > 100 && curpsinfo->pr_rssize > 0 && curpsinfo->pr_rssize < curpsinfo->pr_size'
true_of "the running thread" 'curlwpsinfo->pr_state == SONPROC && curlwpsinfo->pr_sname == 79 &&
	curlwpsinfo->pr_onpro == cpu && curlwpsinfo->pr_clname == "TS" && curlwpsinfo->pr_nice == 0 &&
	curlwpsinfo->pr_addr == (uintptr_t)curthread && curlwpsinfo->pr_name == execname'
run 60 dtrace -qn 'fbt::process_one_work:entry { printf("<%s %d %d>", curpsinfo->pr_fname,
	(curpsinfo->pr_flag & PR_ISSYS) != 0, curpsinfo->pr_size); exit(0); }'
ok "a kernel thread" out_has '<kworker.* 1 0>'
true_of "it has just begun" 'curpsinfo->pr_start.tv_sec <= walltimestamp / 1000000000 &&
	curpsinfo->pr_start.tv_sec > walltimestamp / 1000000000 - 60'
run 60 dtrace -qn 'BEGIN { printf("<%s %d>", xlate <psinfo_t>(curthread->group_leader->real_parent).pr_fname,
	xlate <psinfo_t>(curthread->group_leader->real_parent).pr_pid == ppid); exit(0); }'
ok "psinfo_t of another process" out_has '<[a-z]+ 1>'

# The arguments as they lie in the process: their number, their addresses, those of the environment.
true_of "pr_argc" 'curpsinfo->pr_argc == 2'
true_of "pr_argv" 'copyinstr(*(uintptr_t *)copyin(curpsinfo->pr_argv + 8, 8)) == "/etc/hostname" &&
	*(uintptr_t *)copyin(curpsinfo->pr_argv + 16, 8) == 0'
run 60 dtrace -qn 'syscall::read:entry /execname == "cat" && arg0 == 3/ {
	printf("<%s>", copyinstr(*(uintptr_t *)copyin(curpsinfo->pr_envp, 8))); exit(0); }' \
	-c 'env -i FIRST=only cat /etc/hostname'
ok "pr_envp" out_has '<FIRST=only>'
true_of "pr_argc of another process is not known, nor its environment" \
	'xlate <psinfo_t>(curthread->group_leader->real_parent).pr_argc == -1 &&
	xlate <psinfo_t>(curthread->group_leader->real_parent).pr_envp == 0'
true_of "pr_pctmem: 20 of some 750 MB" 'curpsinfo->pr_pctmem > 500 && curpsinfo->pr_pctmem < 2000' \
	'dd if=/dev/zero of=/dev/null bs=20M count=1' 'syscall::write:entry'
true_of "pr_oldpri, pr_nice, pr_pri" 'curlwpsinfo->pr_oldpri == 127 && curlwpsinfo->pr_pri == 127 &&
	curlwpsinfo->pr_nice == 7' 'acts schedule' 'syscall::clone:entry'
true_of "pr_syscall is the number of the call" 'curlwpsinfo->pr_syscall == 257' 'cat /etc/hostname' 'syscall::openat:entry'
run 60 dtrace -qn 'profile-99 /arg1 && execname == "sh" && curlwpsinfo->pr_pctcpu > PR_PCT_ALL / 8/ {
	printf("<%d %d>", curlwpsinfo->pr_syscall, curlwpsinfo->pr_pctcpu <= PR_PCT_ALL); exit(0); } tick-40s { exit(0); }' \
	-c 'sh -c "while :; do :; done"'
ok "pr_pctcpu of one that computes; it is in no system call" out_has '<-1 1>'
for absent in 'curpsinfo->pr_taskid' 'curlwpsinfo->pr_wchan' 'curcpu->cpu_pset'; do
	run 60 dtrace -x errtags -en "BEGIN { trace($absent); }"
	ok "$absent is refused" err_has "\[D_XLATE_NOCONV\] .*${absent#*->} is not available on Linux: "
done

# --- files ---------------------------------------------------------------------------
is "fi_pathname" 'fds[3].fi_pathname' /etc/hostname
is "fi_name" 'fds[arg0].fi_name' hostname
is "fi_dirname" 'fds[arg0].fi_dirname' /etc
is "a number without a file" 'fds[77].fi_name' '<none>'
is "a negative number" 'fds[-1].fi_pathname' '<none>'
true_of "fi_offset, fi_fs, fi_oflags" 'fds[3].fi_offset > 0 && strlen(fds[3].fi_fs) > 3 &&
	(fds[3].fi_oflags & O_ACCMODE) == O_RDONLY' 'cat /etc/hostname' 'syscall::close:entry'
true_of "fi_oflags of a file written" '(fds[1].fi_oflags & O_ACCMODE) != O_RDONLY'

# --- CPUs and registers ----------------------------------------------------------------
true_of "curcpu" 'curcpu->cpu_id == cpu && curcpu->cpu_chip < 64'
run 60 dtrace -qn 'profile-200 { @[curcpu->cpu_id == cpu] = count(); } tick-1s { exit(0); }'
ok "curcpu on every CPU" sh -c 'awk "NF && \$1 != 1 { exit 1 } NF { n++ } END { exit !n }" "$1"' sh "$work/out"
# Where the kernel keeps them: at the end of its stack of four pages.
true_of "uregs[R_PC], uregs[R_SP]" 'this->saved = (struct pt_regs *)((char *)curthread->stack + 16384) - 1,
	uregs[R_PC] == this->saved->ip && uregs[R_SP] == this->saved->sp && this->saved->ip != 0'
true_of "uregs[] hold a system call's arguments" 'uregs[R_RDI] == arg0 && uregs[R_RSI] == arg1'

# --- errors, connections ----------------------------------------------------------------
run 60 dtrace -qn 'syscall::openat:return /pid == $target && errno == ENOENT/ { trace("absent"); exit(0); }' \
	-c 'cat /no/such/file'
ok "errno by its name" out_has absent
run 60 dtrace -qn 'fbt::ip_rcv:entry { this->h = (struct iphdr *)(args[0]->head + args[0]->network_header);
	printf("<%s %s %s %d %s>", xlate <ipinfo_t>(this->h).ip_saddr, xlate <ipv4info_t>(this->h).ipv4_daddr,
	xlate <ipv4info_t>(this->h).ipv4_protostr, xlate <ipv4info_t>(this->h).ipv4_ver,
	xlate <ifinfo_t>(args[1]).if_name); exit(0); }' -c 'ping -c 1 -W 1 127.0.0.1'
ok "a packet's addresses, protocol and interface" out_has '<127.0.0.1 127.0.0.1 ICMP 4 lo>'
cat >"$work/connect" <<'END'
exec 3<>/dev/tcp/127.0.0.1/9
END
run 60 dtrace -qn 'fbt::tcp_set_state:entry /pid == $target && arg1 == TCP_STATE_SYN_SENT/ {
	printf("<%s %s %d %s>", xlate <tcpsinfo_t>(args[0]).tcps_laddr,
		tcp_state_string[xlate <tcpsinfo_t *>(args[0])->tcps_state],
		xlate <tcpsinfo_t>(args[0]).tcps_local, tcp_state_string[args[1]]); }
	fbt::tcp_v4_rcv:entry { this->t = (struct tcphdr *)(args[0]->head + args[0]->transport_header);
	printf("[%d %d %x]", xlate <tcpinfo_t>(this->t).tcp_dport == 9, xlate <tcpinfo_t>(this->t).tcp_offset,
		xlate <tcpinfo_t>(this->t).tcp_flags); }' -c "bash $work/connect"
ok "a connection's address and state" out_has '<127.0.0.1 state-closed 1 state-syn-sent>'
ok "a request for it" out_has '\[1 40 2\]'
ok "its refusal" out_has '\[0 20 14\]'
# --- what a start costs --------------------------------------------------------------
# opens PROGRAM: the files that a dtrace of this program opens.
opens() {
	run 60 dtrace -qn 'syscall::open*:entry /pid == $target/ { printf("<%s>\n", copyinstr(arg1)); }' \
		-c "dtrace -qn $1"
}
without_types() { out_has '/io\.d>' && ! out_has '<.*/btf/vmlinux>' >/dev/null; }
opens 'BEGIN{exit(0)}'
ok "the libraries alone do not make a start read the kernel's types" without_types
opens 'BEGIN{trace(curthread->pid);exit(0)}'
ok "a program that names one does" out_has '<.*/btf/vmlinux>'

plan
