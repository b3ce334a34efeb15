/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * psinfo_t, lwpsinfo_t and siginfo_t of the kernel's structures.
 *
 * A member given twice is there for two shapes of the kernel's structures: the first that the
 * running kernel's types allow is taken.
 */

#pragma D depends_on library psinfo.d
#pragma D depends_on backend kernel
#pragma D depends_on module vmlinux

/* --- threads --- */

/* States of <linux/sched.h>: TASK_STOPPED and __TASK_TRACED, EXIT_DEAD and EXIT_ZOMBIE. */
inline char lwp_state[unsigned int state, unsigned int exited, int running] =
	exited & 0x30 ? SZOMB : state & 0xc ? SSTOP : state & 0x800 ? SIDL : state & 0x3 ? SSLEEP :
	running ? SONPROC : SRUN;
inline char lwp_letter[unsigned int state, unsigned int exited, int running] =
	exited & 0x30 ? 'Z' : state & 0xc ? 'T' : state & 0x800 ? 'I' : state & 0x3 ? 'S' :
	running ? 'O' : 'R';
/* A thread that is taken off its CPU without having gone to sleep is one that waits for a CPU. */
inline int lwp_running[struct task_struct *t] =
	t->on_cpu && (t != curthread || probename != "off-cpu");
inline int lwp_flag[unsigned int state, unsigned int flags] =
	(state & 0xc ? PR_STOPPED | PR_ISTOP : 0) | (state & 0x3 ? PR_ASLEEP : 0) |
	(flags & 0x2 ? PR_IDLE : 0) | (flags & 0x200000 ? PR_ISSYS : 0);

/*
 * The registers of a process, at the end of its kernel stack of four pages; with FRED there is more
 * behind them. The number of the system call is -1 while it is in the kernel for anything else.
 */
inline short lwp_syscall[struct task_struct *t, int behind] = t->flags & 0x200000 ? -1 :
	(short)((struct pt_regs *)((uintptr_t)t->stack + 16384 - behind) - 1)->orig_ax;

translator lwpsinfo_t < struct task_struct *t > {
	pr_flag = lwp_flag[t->__state, t->flags];
	pr_flag = lwp_flag[t->state, t->flags];
	pr_lwpid = t->pid;
	pr_addr = (uintptr_t)t;
	pr_state = lwp_state[t->__state, t->exit_state, lwp_running[t]];
	pr_state = lwp_state[t->state, t->exit_state, lwp_running[t]];
	pr_sname = lwp_letter[t->__state, t->exit_state, lwp_running[t]];
	pr_sname = lwp_letter[t->state, t->exit_state, lwp_running[t]];
	pr_nice = t->static_prio - 120;
	pr_syscall = lwp_syscall[t, sizeof(struct fred_info)];
	pr_syscall = lwp_syscall[t, 0];
	pr_oldpri = t->prio;
	pr_pri = t->prio;
	pr_pctcpu = (unsigned short)(t->se.avg.util_avg * PR_PCT_ALL / 1024);
	pr_start = xlate <timestruc_t>((uint64_t)(walltimestamp - timestamp + t->start_time));
	pr_time = xlate <timestruc_t>((uint64_t)t->se.sum_exec_runtime);
	pr_clname = t->policy == 0 ? "TS" : t->policy == 1 ? "FIFO" : t->policy == 2 ? "RR" :
		t->policy == 3 ? "BATCH" : t->policy == 5 ? "IDLE" : t->policy == 6 ? "DL" : "?";
	pr_name = stringof(t->comm);
	pr_cpu = (int)t->thread_info.cpu;
	pr_cpu = (int)t->cpu;
	pr_onpro = (int)t->thread_info.cpu;
	pr_onpro = (int)t->cpu;
	pr_bindpro = t->nr_cpus_allowed == 1 ? (int)t->thread_info.cpu : -1;
	pr_bindpro = t->nr_cpus_allowed == 1 ? (int)t->cpu : -1;
};

/* --- processes --- */

/*
 * The numbers of groups and sessions are those of the first pid namespace, as everywhere in D.
 * Of the arguments there are text and number where the process itself is running, else there is its
 * name: they lie in its memory, the number first, at the start of its stack.
 */
inline int mm_ilp32[struct task_struct *t] = (t->thread_info.flags & (1 << 29)) != 0;
inline int mm_argc[struct task_struct *t] = !t->mm ? 0 :
	t->tgid == pid ? *(int *)copyin(t->mm->start_stack, sizeof(int)) : -1;
inline uintptr_t mm_argv[struct task_struct *t] =
	t->mm ? t->mm->start_stack + (mm_ilp32[t] ? 4 : 8) : 0;

translator psinfo_t < struct task_struct *t > {
	pr_flag = lwp_flag[t->group_leader->__state, t->flags];
	pr_flag = lwp_flag[t->group_leader->state, t->flags];
	pr_nlwp = t->signal->nr_threads;
	pr_pid = t->tgid;
	pr_ppid = t->real_parent->tgid;
	pr_pgid = t->signal->pids[2]->numbers[0].nr;
	pr_sid = t->signal->pids[3]->numbers[0].nr;
	pr_uid = t->real_cred->uid.val;
	pr_euid = t->real_cred->euid.val;
	pr_gid = t->real_cred->gid.val;
	pr_egid = t->real_cred->egid.val;
	pr_addr = (uintptr_t)t->group_leader;
	pr_size = t->mm ? t->mm->total_vm * 4 : 0;
	pr_rssize = t->mm ? (size_t)(t->mm->rss_stat.count[0].counter +
		t->mm->rss_stat.count[1].counter + t->mm->rss_stat.count[3].counter) * 4 : 0;
	pr_rssize = t->mm ? (size_t)(t->mm->rss_stat[0].count + t->mm->rss_stat[1].count +
		t->mm->rss_stat[3].count) * 4 : 0;
	pr_ttydev = t->signal->tty ? (t->signal->tty->driver->major << 20) +
		t->signal->tty->driver->minor_start + t->signal->tty->index : -1;
	pr_pctmem = t->mm ? (unsigned short)((t->mm->rss_stat.count[0].counter +
		t->mm->rss_stat.count[1].counter + t->mm->rss_stat.count[3].counter) *
		PR_PCT_ALL / *(unsigned long *)&vmlinux`_totalram_pages) : 0;
	pr_pctmem = t->mm ? (unsigned short)((t->mm->rss_stat[0].count + t->mm->rss_stat[1].count +
		t->mm->rss_stat[3].count) * PR_PCT_ALL /
		*(unsigned long *)&vmlinux`_totalram_pages) : 0;
	pr_start = xlate <timestruc_t>(
		(uint64_t)(walltimestamp - timestamp + t->group_leader->start_time));
	pr_time = xlate <timestruc_t>(
		(uint64_t)(t->signal->sum_sched_runtime + t->se.sum_exec_runtime));
	pr_ctime = xlate <timestruc_t>((uint64_t)(t->signal->cutime + t->signal->cstime));
	pr_fname = stringof(t->group_leader->comm);
	pr_psargs = t->tgid == pid ? execargs : stringof(t->group_leader->comm);
	pr_wstat = t->exit_code;
	pr_argc = mm_argc[t];
	pr_argv = mm_argv[t];
	pr_envp = mm_argc[t] > 0 ? mm_argv[t] + (mm_argc[t] + 1) * (mm_ilp32[t] ? 4 : 8) : 0;
	pr_dmodel = mm_ilp32[t] ? PR_MODEL_ILP32 : PR_MODEL_LP64;
	pr_lwp = xlate <lwpsinfo_t>(t);
};

inline psinfo_t *curpsinfo = xlate <psinfo_t *>(curthread);
inline lwpsinfo_t *curlwpsinfo = xlate <lwpsinfo_t *>(curthread);
#pragma D attributes Stable/Stable/Common curpsinfo
#pragma D attributes Stable/Stable/Common curlwpsinfo

/* --- signals --- */

/* SEND_SIG_NOINFO and SEND_SIG_PRIV are no addresses. */
inline int has_siginfo[struct kernel_siginfo *s] = (uintptr_t)s > 1;

translator siginfo_t < struct kernel_siginfo *s > {
	si_signo = has_siginfo[s] ? s->si_signo : 0;
	si_code = has_siginfo[s] ? s->si_code : 0;
	si_errno = has_siginfo[s] ? s->si_errno : 0;
	si_pid = has_siginfo[s] ? s->_sifields._kill._pid : 0;
	si_uid = has_siginfo[s] ? s->_sifields._kill._uid.val : 0;
	si_uid = has_siginfo[s] ? s->_sifields._kill._uid : 0;
	si_status = has_siginfo[s] ? s->_sifields._sigchld._status : 0;
	si_addr = has_siginfo[s] ? (uintptr_t)s->_sifields._sigfault._addr : 0;
	si_value = has_siginfo[s] ? (uintptr_t)s->_sifields._rt._sigval.sival_ptr : 0;
};
