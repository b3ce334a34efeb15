/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The kernel's own tracepoints: calling a handler, in probe context, at each pass of one.
 *
 * Arming and disarming sleep (the kernel patches its text for it) and take locks of the kernel
 * under which it never calls us but in the notifier of module tracepoints. Thread context, except
 * the handler.
 */
#ifndef DTRACE_LINUX_TRACEPOINT_H
#define DTRACE_LINUX_TRACEPOINT_H

#include <linux/tracepoint.h>
#include <linux/types.h>

/*
 * What a tracepoint passes on, as words: no more is known here of how many there are and
 * how wide each is (the upper half of a 32-bit one is undefined; what lies behind the last is
 * the caller's stack, or 0 where that ends).
 */
#define TRACEPOINT_ARGS 10

struct dtrace_firing;
struct tracepoint_hook;

/* Probe context, as of a site's handler (site.h). firing has regs, pc and what they mean; no
 * arguments. */
typedef void (*tracepoint_handler)(struct tracepoint_hook *hook, const u64 *arg,
				   struct dtrace_firing *firing);

/* Owned by its user. Zero it, set the first three. */
struct tracepoint_hook {
	struct tracepoint *tracepoint;
	tracepoint_handler handler;
	void *data;
	bool armed;
	/* Code of the kernel that calls several handlers one after another, [start, end). */
	unsigned long caller_start, caller_end;
};

/* A tracepoint of the kernel itself by its name; NULL if there is none. */
struct tracepoint *tracepoint_find(const char *name);

/* 0 or a negative errno. */
int tracepoint_arm(struct tracepoint_hook *hook);
/* It may still be running until tracepoint_settle() has returned. */
void tracepoint_disarm(struct tracepoint_hook *hook);
void tracepoint_settle(void);

#endif
