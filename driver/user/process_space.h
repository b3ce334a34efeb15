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
	const void *owner; /* whose set it belongs to */
	bool follows;	   /* into children */
	bool stays;	   /* while hooks are made anew: still wanted */
};

struct process_space *process_space_make(pid_t pid);
struct process_space *process_space_share(struct process_space *space);
void process_space_release(struct process_space *space);
/* Have breakpoints ever been in it? */
bool process_space_touched(const struct process_space *space);

/*
 * A copy of this hook at its instruction. 0, or -errno: -EINVAL with a reason in *why (a sentence
 * without full stop) where no breakpoint may stand, -EFAULT where nothing is mapped.
 */
int process_hook_add(struct process_space *space, const struct process_hook *wanted,
		     const char **why);
/* For a new set of an owner's hooks: forget all, add those wanted, then drop the rest. Those that
 * stay never left. */
void process_hooks_begin(struct process_space *space, const void *owner);
void process_hooks_end(struct process_space *space);

/* The thread was stopped by SIGTRAP: true if a breakpoint of ours was the cause, and it can go on.
 */
bool process_breakpoint_hit(struct process_thread *thread);
/* Has it run into a breakpoint of ours, and we have not been told yet? Then it must not be
 * detached. */
bool process_breakpoint_pending(const struct process_thread *thread);
/* Of a forked process, whose memory is a copy, before its first instruction: hooks that follow are
 * there, other breakpoints are taken out. NULL: there is no memory; all are taken out. */
struct process_space *process_space_fork(pid_t pid, const struct process_space *from);

/* A signal is about to be delivered to the thread, which may be in a slot: it leaves the slot first.
 * The signal to go on with, 0 when the thread has ended. */
int process_slot_signal(struct process_thread *thread, int signal);
/* The thread is about to be detached: it leaves its slot. */
void process_slots_leave(struct process_thread *thread);
/* Is there something mapped for slots that nobody else needs? The last thread then unmaps it. */
bool process_slots_left(const struct process *process);
void process_slots_unmap(struct process_thread *thread);

/* Bytes of the process, with its own code where breakpoints stand. */
bool process_space_write(struct process_space *space, uint64_t address, const void *from,
			 size_t size);
bool process_space_read(struct process_space *space, uint64_t address, void *to, size_t size);

#endif
