/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The file /proc/dtrace/trace; for proc.c only. */
#ifndef DTRACE_LINUX_PROC_TRACE_H
#define DTRACE_LINUX_PROC_TRACE_H

struct proc_dir_entry;
int proc_trace_start(struct proc_dir_entry *folder);
void proc_trace_stop(void);

#endif
