/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The life of processes that somebody has registered: fork, exec and exit.
 *
 * The kernel's tracepoints tell of them in contexts that must not sleep; what there is to do is
 * done a moment later by the process itself (task work): a child before its first instruction, a
 * process after its exec before the first instruction of the new program, and at the end of the
 * last thread.
 */
#ifndef DTRACE_LINUX_LIFECYCLE_H
#define DTRACE_LINUX_LIFECYCLE_H

#include <linux/sched.h>

struct lifecycle_ops {
	/* May `tgid` be of interest? From a tracepoint: no sleep, no fault. */
	bool (*interested)(pid_t tgid);
	/* In the tracepoint of a fork by a process of interest: what the child shall be given, or
	 * NULL. */
	void *(*hold)(pid_t tgid);
	/* In the child, which may sleep: `held` is its parent's. Owns it. */
	void (*forked)(void *held);
	/* The last one to have held it cannot tell the child (no memory, it is ending). May sleep
	 * or not. */
	void (*let_go)(void *held);
	/* In the process, which may sleep: it has a new address space, or ends. */
	void (*gone)(bool exec);
};

int lifecycle_start(const struct lifecycle_ops *ops);
/* When it returns no callback runs or will run. */
void lifecycle_stop(void);

#endif
