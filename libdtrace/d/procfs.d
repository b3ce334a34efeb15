/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Processes and threads: psinfo_t and lwpsinfo_t of a struct task_struct, curpsinfo, curlwpsinfo.
 *
 * A member given twice is there for two shapes of the kernel's structures: the first that the
 * running kernel's types allow is taken.
 */

#pragma D depends_on module vmlinux

typedef struct timestruc {
	int64_t tv_sec;
	int64_t tv_nsec;
} timestruc_t;

translator timestruc_t < uint64_t ns > {
	tv_sec = (int64_t)(ns / 1000000000);
	tv_nsec = (int64_t)(ns % 1000000000);
};

/* --- constants --- */

inline int SSLEEP = 1;
inline int SRUN = 2;
inline int SZOMB = 3;
inline int SSTOP = 4;
inline int SIDL = 5;
inline int SONPROC = 6;
inline int SWAIT = 7;

inline int PR_STOPPED = 0x1;
inline int PR_ISTOP = 0x2;
inline int PR_ASLEEP = 0x10;
inline int PR_IDLE = 0x400;
inline int PR_ISSYS = 0x1000;

/* What pr_pctcpu and pr_pctmem count in: all of it. */
inline int PR_PCT_ALL = 0x8000;

inline int PR_MODEL_UNKNOWN = 0;
inline int PR_MODEL_ILP32 = 1;
inline int PR_MODEL_LP64 = 2;

/* --- threads --- */

typedef struct lwpsinfo {
	int pr_flag;		/* PR_* */
	id_t pr_lwpid;
	uintptr_t pr_addr;	/* the struct task_struct */
	uintptr_t pr_wchan;	/* not on Linux: see doc/LINUX.md; nor the others without a translation */
	char pr_stype;
	char pr_state;		/* S* */
	char pr_sname;		/* its letter */
	char pr_nice;
	short pr_syscall;	/* the number of the system call it is in, or -1 */
	int pr_oldpri;		/* the same as pr_pri */
	int pr_pri;		/* the kernel's, 0 to 139: the smaller the more urgent */
	unsigned short pr_pctcpu;	/* of a CPU, lately; PR_PCT_ALL: all of it */
	timestruc_t pr_start;	/* since the epoch */
	timestruc_t pr_time;	/* on a CPU */
	char pr_clname[8];	/* scheduling class */
	char pr_name[16];
	int pr_cpu;		/* where it runs or ran last */
	int pr_onpro;
	int pr_bindpro;		/* the CPU it is bound to, or -1 */
	int pr_bindpset;
	int pr_lgrp;
} lwpsinfo_t;

/* States of <linux/sched.h>: TASK_STOPPED and __TASK_TRACED, EXIT_DEAD and EXIT_ZOMBIE. */
inline char lwp_state[unsigned int state, unsigned int exited, int running] =
	exited & 0x30 ? SZOMB : state & 0xc ? SSTOP : state & 0x800 ? SIDL : state & 0x3 ? SSLEEP :
	running ? SONPROC : SRUN;
inline char lwp_letter[unsigned int state, unsigned int exited, int running] =
	exited & 0x30 ? 'Z' : state & 0xc ? 'T' : state & 0x800 ? 'I' : state & 0x3 ? 'S' :
	running ? 'O' : 'R';
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
	pr_state = lwp_state[t->__state, t->exit_state, t->on_cpu];
	pr_state = lwp_state[t->state, t->exit_state, t->on_cpu];
	pr_sname = lwp_letter[t->__state, t->exit_state, t->on_cpu];
	pr_sname = lwp_letter[t->state, t->exit_state, t->on_cpu];
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

typedef struct psinfo {
	int pr_flag;
	int pr_nlwp;
	pid_t pr_pid;
	pid_t pr_ppid;
	pid_t pr_pgid;
	pid_t pr_sid;
	unsigned int pr_uid;
	unsigned int pr_euid;
	unsigned int pr_gid;
	unsigned int pr_egid;
	uintptr_t pr_addr;	/* the struct task_struct of the first thread */
	size_t pr_size;		/* kilobytes mapped */
	size_t pr_rssize;	/* kilobytes resident, as last summed up by the kernel */
	uint32_t pr_ttydev;	/* -1: none */
	unsigned short pr_pctcpu;
	unsigned short pr_pctmem;	/* of the machine's; PR_PCT_ALL: all of it */
	timestruc_t pr_start;
	timestruc_t pr_time;
	timestruc_t pr_ctime;	/* of children waited for */
	char pr_fname[16];
	char pr_psargs[80];
	int pr_wstat;
	int pr_argc;		/* when it was started; -1: not known (see below) */
	uintptr_t pr_argv;	/* in the process: the addresses of the arguments' texts */
	uintptr_t pr_envp;	/* the same of the environment; 0: not known */
	char pr_dmodel;
	int pr_taskid;
	int pr_projid;
	int pr_nzomb;
	int pr_poolid;
	int pr_zoneid;
	int pr_contract;
	lwpsinfo_t pr_lwp;
} psinfo_t;

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

/* --- faults and signals --- */

/* What the processor refused: proc:::fault. ORDER FAULT (driver/providers/event_proc.c) */
inline int FLTILL = 1;
inline int FLTPRIV = 2;
inline int FLTBPT = 3;
inline int FLTTRACE = 4;
inline int FLTACCESS = 5;
inline int FLTBOUNDS = 6;
inline int FLTIOVF = 7;
inline int FLTIZDIV = 8;
inline int FLTFPE = 9;

typedef struct siginfo_facts {
	int si_signo;
	int si_code;
	int si_errno;
	pid_t si_pid;		/* who sent it, or the child (SIGCHLD) */
	unsigned int si_uid;
	int si_status;		/* of the child */
	uintptr_t si_addr;	/* where the fault was */
	uintptr_t si_value;	/* of sigqueue() */
} siginfo_t;

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
