/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * CPUs: cpuinfo_t of a CPU's number, curcpu. A member given twice: see procfs.d.
 */

#pragma D depends_on backend kernel
#pragma D depends_on module vmlinux

typedef struct cpuinfo {
	int cpu_id;
	int cpu_pset;		/* not on Linux: see doc/LINUX.md */
	int cpu_chip;		/* the package it is in */
	int cpu_lgrp;		/* not on Linux */
	uintptr_t cpu_info;	/* its struct cpuinfo_x86 */
} cpuinfo_t;

/* The kernel's own name is cpu_info, a variable of which every CPU has one. */
inline uintptr_t cpu_description[int c] =
	(uintptr_t)&vmlinux`cpu_info + ((unsigned long *)&vmlinux`__per_cpu_offset)[c];

translator cpuinfo_t < int c > {
	cpu_id = c;
	cpu_chip = (int)((struct cpuinfo_x86 *)cpu_description[c])->topo.pkg_id;
	cpu_chip = (int)((struct cpuinfo_x86 *)cpu_description[c])->phys_proc_id;
	cpu_info = cpu_description[c];
};

inline cpuinfo_t *curcpu = xlate <cpuinfo_t *>(cpu);
#pragma D attributes Stable/Stable/Common curcpu
inline int chip = curcpu->cpu_chip;
#pragma D attributes Stable/Stable/Common chip
