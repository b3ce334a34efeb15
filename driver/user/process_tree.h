/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The table of traced threads, for process_tree.c and process_target.c. On the tracer.
 */
#ifndef DTRACE_USER_PROCESS_TREE_H
#define DTRACE_USER_PROCESS_TREE_H

#include <sys/ptrace.h>

#include "process.h"

#define PROCESS_OPTIONS                                                                           \
	(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | \
	 PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_TRACESECCOMP)

/* Visit every thread; the function may remove the one it is given. */
void process_for_each_thread(void (*function)(struct process_thread *thread, void *argument),
			     void *argument);
void process_free(struct process *process);
/* The first stop: where it begins its life. */
void process_thread_begin(struct process_thread *thread);
/* Give a stopped thread back, and forget it; later if a breakpoint's signal is on its way. */
void process_thread_detach(struct process_thread *thread, int signal);
void process_thread_ended(struct process_thread *thread, int status);
bool process_tracer_lives(void);

/* process_target.c: what became of a target; others than targets are no matter. */
void process_target_set(pid_t pid, enum process_state state, int status);

#endif
