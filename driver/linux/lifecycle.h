/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The life of processes that somebody has registered: fork, exec and exit; and, while somebody
 * wants to know, that a process has mapped code.
 *
 * The kernel's tracepoints tell of them in contexts that must not sleep; what there is to do is
 * done a moment later by the process itself (task work): a child before its first instruction, a
 * process after its exec before the first instruction of the new program, at the end of the
 * last thread, and before an instruction of what was mapped.
 */
#ifndef DTRACE_LINUX_LIFECYCLE_H
#define DTRACE_LINUX_LIFECYCLE_H

#include <linux/sched.h>

struct lifecycle_ops {
	/* May `tgid` be of interest? From a tracepoint: no sleep, no fault. */
	bool (*interested)(pid_t tgid);
	/* In the tracepoint of a fork by a process of this address space: what the child shall be
	 * given, or NULL. */
	void *(*hold)(const struct mm_struct *mm);
	/* In the child, which may sleep: `held` is its parent's. Owns it. */
	void (*forked)(void *held);
	/* The last one to have held it cannot tell the child (no memory, it is ending). May sleep
	 * or not. */
	void (*let_go)(void *held);
	/* In the process, which may sleep: it has a new address space, or ends. */
	void (*gone)(bool exec);
	/* Is it of interest what a process maps? As interested(). */
	bool (*follows)(const struct task_struct *task);
	/* In the process, which may sleep: a file's code has come to be mapped at `start`, or a part
	 * of such a mapping is a mapping of its own now. */
	void (*mapped)(unsigned long start);
};

int lifecycle_start(const struct lifecycle_ops *ops);
/* When it returns no callback runs or will run. */
void lifecycle_stop(void);
/* Call `mapped` from now on, or no more. 0, or why the kernel does not let us see it. */
int lifecycle_follow(bool on);

#endif
