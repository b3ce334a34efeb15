/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Breakpoints in the address spaces of traced processes. On the tracer.
 */
#ifndef DTRACE_USER_PROCESS_SPACE_H
#define DTRACE_USER_PROCESS_SPACE_H

#include "process.h"

/* What happens at a breakpoint: called with the thread stopped, its registers those before the
 * instruction. */
struct process_hook {
	struct process_hook *next; /* of the same site */
	uint64_t address;	   /* in the process */
	void (*hit)(struct process_thread *thread, const struct process_hook *hook);
	const void *argument;
	bool stays; /* while hooks are made anew: still wanted */
};

struct process_space *process_space_make(pid_t pid);
struct process_space *process_space_share(struct process_space *space);
void process_space_release(struct process_space *space);
/* Have breakpoints ever been in it? */
bool process_space_touched(const struct process_space *space);

/*
 * A hook at an instruction. 0, or -errno: -EINVAL with a reason in *why (a sentence without full
 * stop) where no breakpoint may stand, -EFAULT where nothing is mapped.
 */
int process_hook_add(struct process_space *space, uint64_t address,
		     void (*hit)(struct process_thread *, const struct process_hook *),
		     const void *argument, const char **why);
/* For a new set of hooks: forget all, add those wanted, then drop the rest. Those that stay never
 * left. */
void process_hooks_begin(struct process_space *space);
void process_hooks_end(struct process_space *space);

/* The thread was stopped by SIGTRAP: true if a breakpoint of ours was the cause, and it can go on.
 */
bool process_breakpoint_hit(struct process_thread *thread);
/* Has it run into a breakpoint of ours, and we have not been told yet? Then it must not be
 * detached. */
bool process_breakpoint_pending(const struct process_thread *thread);
/* Take the breakpoints a forked process has inherited out of its memory. */
void process_space_clean(pid_t pid, const struct process_space *inherited);

/* Bytes of the process, with its own code where breakpoints stand. */
bool process_space_write(struct process_space *space, uint64_t address, const void *from,
			 size_t size);
bool process_space_read(struct process_space *space, uint64_t address, void *to, size_t size);

#endif
