/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Cross-calls: run a function on another CPU, in probe context, and wait for it.
 *
 * A CPU that waits drains the requests addressed to itself, so two CPUs that call each other with
 * interrupts off cannot deadlock. Requests to a CPU are run in its interrupt (or by its waiting
 * thread), one after the other, interrupts off.
 *
 * Thread context, or interrupts off outside of probe context; never from a probe, never from NMI.
 */
#ifndef DTRACE_LINUX_XCALL_H
#define DTRACE_LINUX_XCALL_H

#include <linux/types.h>

typedef void (*xcall_function)(void *argument);

int xcalls_start(void);
void xcalls_stop(void);

/*
 * Run function(argument) on that CPU and wait. 0, or -ENXIO if it is not up (nothing was run).
 * [thread, irqs off]
 */
int xcall(unsigned int cpu, xcall_function function, void *argument);
/* Run it on every CPU that is up, this one included, at the same time, and wait for all. [thread]
 */
void xcall_all(xcall_function function, void *argument);
/*
 * Wait until every CPU has left the probe context it was in, and has seen all text written before:
 * one serialising instruction executed by each in an interrupt. [thread]
 */
void xcall_synchronize(void);

/*
 * Answer what is asked of this CPU now. For those who wait for something else in a loop. [thread,
 * irqs off]
 */
void xcall_drain(void);

#endif
