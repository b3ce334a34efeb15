/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pid and USDT probes of targets, in the in-process host.
 */
#ifndef DTRACE_USER_PROCESS_USER_H
#define DTRACE_USER_PROCESS_USER_H

#include "process.h"

/* Make what a description asks for, before the engine looks for it. Without the engine's lock.
 * [control] */
void process_user_provide(const struct dtrace_probe_desc *pattern);
/* Processes that have loaded new objects wait for their probes. Without the engine's lock.
 * [control] */
void process_user_poll(void);
bool process_user_wanted(void);
/* A process has forked another, whose space is a copy. On the tracer. */
void process_user_forked(const struct process *from, struct process *to);
/* At the end of its exec; may park the thread. On the tracer. */
void process_user_exec(struct process_thread *thread);
/* A target came (-c: not yet let go), is let go, went. [control] */
void process_user_target(pid_t pid, bool command);
void process_user_go(pid_t pid);
void process_user_release(pid_t pid);

int process_user_start(void);
int process_user_stop(void);

#endif
