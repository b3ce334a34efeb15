/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The engine as its host sees it: start, stop, consumers and their control calls.
 */
#ifndef DTRACE_CORE_ENGINE_H
#define DTRACE_CORE_ENGINE_H

#include <dtrace/types.h>

struct dtrace_state; /* one consumer: an open device, a libdtrace handle */

/* What the opener may do; decided by the host from credentials. */
#define DTRACE_PRIVILEGE_USER 0x1	 /* own processes */
#define DTRACE_PRIVILEGE_KERNEL 0x2	 /* kernel memory, all probes */
#define DTRACE_PRIVILEGE_DESTRUCTIVE 0x4 /* destructive actions, if the option asks for them */
#define DTRACE_PRIVILEGE_ALL 0x7

/* Once per module load or process; registers the provider "dtrace". 0 or negative errno. [control] */
int dtrace_engine_start(void);
/* -EBUSY while a consumer is open. [control] */
int dtrace_engine_stop(void);

int dtrace_state_open(unsigned int privileges, struct dtrace_state **state);
/* Ends tracing, disables its probes, frees all; returns when nothing of it can fire any more. */
void dtrace_state_close(struct dtrace_state *state);
/* A command of <dtrace/ioctl.h>; `argument` is the caller's address of its structure. 0 or negative errno. */
int dtrace_control(struct dtrace_state *state, uint32_t command, uint64_t argument);
/*
 * Anonymous tracing: enable these DOF images (one behind the other) and go, without a consumer, until one claims it
 * (GO with the option grabanon) or it is stopped. Negative errno, and in message why, or "". [control]
 */
int dtrace_anonymous_start(unsigned int privileges, const void *images, size_t size, char *message,
			   size_t message_size);
void dtrace_anonymous_stop(void);
/* There is one that nobody has claimed yet. [any] */
bool dtrace_anonymous_waits(void);

/*
 * How long a consumer may be silent before its tracing ends (the deadman); 0: for ever. Classically
 * 30 seconds. After dtrace_engine_start(). [control]
 */
#define DTRACE_DEADMAN (30ull * 1000000000ull)
void dtrace_deadman_set(uint64_t ns);

/* How many consumers are open, an anonymous one included. */
unsigned int dtrace_states(void);

/* Firings dropped on that CPU because they hit inside another one. [any] */
uint64_t dtrace_nested_firings(unsigned int cpu);

/* A CPU went away or came: take its buffers into account. [control] */
void dtrace_cpu_changed(unsigned int cpu, bool online);

#endif
