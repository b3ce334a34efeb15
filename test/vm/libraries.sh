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
plan
