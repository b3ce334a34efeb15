/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * proc, in the in-process host: what the tracer tells it of. On the tracer, the thread stopped.
 */
#ifndef DTRACE_USER_PROCESS_PROC_H
#define DTRACE_USER_PROCESS_PROC_H

#include "process.h"

bool process_proc_wanted(void);
/* Must this call stop for it? NULL: any call. */
bool process_proc_watches(const char *call);

void process_proc_create(struct process_thread *creator, pid_t created, bool process);
void process_proc_begin(struct process_thread *thread);
void process_proc_exec(struct process_thread *thread);
void process_proc_exit(struct process_thread *thread);
/* Without having been seen at its end. */
void process_proc_gone(struct process_thread *thread, int status);
void process_proc_signal(struct process_thread *thread, int signal);
/* A watched call begins (thread->call), and ends. */
void process_proc_call(struct process_thread *thread, const char *call);
void process_proc_returned(struct process_thread *thread, const char *call, int32_t error,
			   uint64_t value);

int process_proc_start(void);
int process_proc_stop(void);
void process_proc_provide(void);

#endif
