/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The files of /proc/dtrace/, and the driver's own event ring (/proc/dtrace/trace).
 *
 * Thread context, except proc_event(), which may be called anywhere, NMI and probes included.
 */
#ifndef DTRACE_LINUX_PROC_H
#define DTRACE_LINUX_PROC_H

#include <linux/seq_file.h>
#include <linux/types.h>

int proc_start(void); /* makes the folder, and `trace` */
void proc_stop(void);
/* `stats`: reads sites and trap, so it comes after them. */
int proc_stats_start(void);
void proc_stats_stop(void);

/* A small file, printed by one call of show(). The name is not copied. 0 or -ENOMEM. */
int proc_file_add(const char *name, int (*show)(struct seq_file *seq, void *unused));
/* A file of many lines, by an iterator. */
int proc_file_add_seq(const char *name, const struct seq_operations *ops);
/* Waits for readers inside show. Removing what was never added is harmless. */
void proc_file_remove(const char *name);

/* What happened. ORDER EVENT (proc_trace.c) */
enum proc_event {
	PROC_EVENT_ARM,	    /* a: sites, b: ns */
	PROC_EVENT_DISARM,  /* a: sites, b: ns */
	PROC_EVENT_CONVERT, /* a: sites that were to become jumps, b: ns */
	PROC_EVENT_REFUSED, /* a: address, b: reason (positive) */
	PROC_EVENT_TRAP_ON, /* a: source */
	PROC_EVENT_TRAP_OFF,
	PROC_EVENT_BACKSTOP, /* a: address; the kernel's own IDT was in place on this CPU */
	PROC_EVENT_SUSPEND,  /* a: depth */
	PROC_EVENT_RESUME,
	PROC_EVENT_CPU,	   /* a: cpu, b: 1 came, 0 goes */
	PROC_EVENT_MODULE, /* a: start of its text, b: 1 came, 0 goes */
	PROC_EVENT_STATE,  /* a: state, b: 1 opened, 0 closed */
	PROC_EVENT_ASSERT, /* a: line */
	PROC_EVENT_DEADMAN, /* a: number of the consumer */
	PROC_EVENTS
};

/* Put one event into the ring; the oldest is overwritten. [any] */
void proc_event(enum proc_event event, u64 a, u64 b);

#endif
