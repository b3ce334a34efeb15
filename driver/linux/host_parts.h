/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The parts of the module that make it a host of the engine. start returns 0 or a negative errno and
 * leaves nothing behind when it fails. Thread context.
 */
#ifndef DTRACE_LINUX_HOST_PARTS_H
#define DTRACE_LINUX_HOST_PARTS_H

#include <linux/types.h>

/* Work that probe context puts off: signals for stop() and raise(), broken invariants. */
int deferred_start(void);
void deferred_stop(void);

int timers_start(void);
void timers_stop(void);
/* This CPU is back: its timers start again. */
void timers_cpu_online(unsigned int cpu);

/* Checks what d_path() relies on. */
int path_start(void);
void path_stop(void);

/* The engine and all providers, in the order in which they need each other. */
int engine_parts_start(void);
void engine_parts_stop(void);

/* /dev/dtrace/dtrace. Last to come, first to go: from here on consumers arrive. */
int device_start(void);
void device_stop(void);

/* /dev/dtrace/helper. */
int helper_device_start(void);
void helper_device_stop(void);

/* vtimestamp: device.c runs it while at least one consumer is open. */
int vtime_start(void);
void vtime_stop(void);

#define HOST_PARTS(X)                                                                              \
	X("deferred work", deferred_start, deferred_stop)                                          \
	X("timers", timers_start, timers_stop)                                                     \
	X("paths", path_start, path_stop)                                                          \
	X("engine", engine_parts_start, engine_parts_stop)                                                  \
	X("helper device", helper_device_start, helper_device_stop)                                \
	X("device", device_start, device_stop)

#endif
