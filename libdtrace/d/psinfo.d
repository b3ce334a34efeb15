/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What is said of processes and threads: psinfo_t and lwpsinfo_t, siginfo_t, and their constants.
 * Where it comes from is the driver's (procfs.d) or the in-process host's affair (process.d).
 */

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

/* --- threads and processes --- */

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

/* --- faults and signals --- */

/* What the processor refused: proc:::fault. ORDER FAULT (driver/providers/faults.h) */
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
