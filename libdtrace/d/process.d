/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The current process and thread without a driver: what the host says of the one whose probe fires.
 * It is running, and no structure of the kernel's stands behind it; members that only such a one
 * could tell of are not here.
 */

#pragma D depends_on library psinfo.d
#pragma D depends_on library regs.d
#pragma D depends_on backend process

/* There is one process at a time to speak of, and nothing of it in memory. */
struct traced_process {
	pid_t pid;
};

translator lwpsinfo_t < struct traced_process *p > {
	pr_flag = 0;
	pr_lwpid = tid;
	pr_state = SONPROC;
	pr_sname = 'O';
	pr_time = xlate <timestruc_t>((uint64_t)vtimestamp);
	pr_name = execname;
	pr_cpu = cpu;
	pr_onpro = cpu;
};

translator psinfo_t < struct traced_process *p > {
	pr_flag = 0;
	pr_pid = pid;
	pr_ppid = ppid;
	pr_uid = uid;
	pr_gid = gid;
	pr_fname = execname;
	pr_psargs = execargs;
	pr_dmodel = uregs[R_CS] == 0x33 ? PR_MODEL_LP64 : PR_MODEL_ILP32;
	pr_lwp = xlate <lwpsinfo_t>(p);
};

inline psinfo_t *curpsinfo = xlate <psinfo_t *>((struct traced_process *)NULL);
inline lwpsinfo_t *curlwpsinfo = xlate <lwpsinfo_t *>((struct traced_process *)NULL);
#pragma D attributes Stable/Stable/Common curpsinfo
#pragma D attributes Stable/Stable/Common curlwpsinfo

/* Of the CPU there is only its number. */
typedef struct cpuinfo {
	int cpu_id;
} cpuinfo_t;

translator cpuinfo_t < int c > {
	cpu_id = c;
};

inline cpuinfo_t *curcpu = xlate <cpuinfo_t *>(cpu);
#pragma D attributes Stable/Stable/Common curcpu
