/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * vtimestamp: how long the current thread has been on a CPU.
 *
 * The scheduler keeps a sum that is exact only at the moment of a switch, in a clock that
 * nobody else can read. So while a consumer is open, every switch notes on its CPU what the sum of
 * the incoming thread is and when it came in; between two switches time runs as host_time() runs.
 * A thread that has been on since before the first consumer opened has the scheduler's sum, which
 * is at most a tick old.
 *
 * Owned per CPU: written by the switch with interrupts off, read on the same CPU with
 * interrupts off. vtime_start/vtime_stop: control context, not nested.
 */
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/tracepoint.h>

#include "../core/host.h"
#include "host_parts.h"

struct arrival {
	const struct task_struct *task;
	u64 sum;
	u64 time;
};

static DEFINE_PER_CPU(struct arrival, arrivals);
static struct tracepoint *switch_tracepoint;

/* Newer kernels pass one argument more behind these. */
static void note_switch(void *data, bool preempt, struct task_struct *previous,
			struct task_struct *next)
{
	struct arrival *arrival = this_cpu_ptr(&arrivals);

	arrival->sum = next->se.sum_exec_runtime;
	arrival->time = host_time();
	arrival->task = next;
}

uint64_t host_vtime(void)
{
	const struct arrival *arrival = this_cpu_ptr(&arrivals);

	if (arrival->task != current)
		return current->se.sum_exec_runtime;
	return arrival->sum + (host_time() - arrival->time);
}

static void find_switch(struct tracepoint *tracepoint, void *data)
{
	if (strcmp(tracepoint->name, "sched_switch") == 0)
		switch_tracepoint = tracepoint;
}

int vtime_start(void)
{
	for_each_kernel_tracepoint(find_switch, NULL);
	if (!switch_tracepoint)
		return -ENOENT;
	return tracepoint_probe_register(switch_tracepoint, note_switch, NULL);
}

void vtime_stop(void)
{
	unsigned int cpu;

	tracepoint_probe_unregister(switch_tracepoint, note_switch, NULL);
	tracepoint_synchronize_unregister();
	/* The threads may be gone when the next consumer opens. */
	for_each_possible_cpu(cpu)
		per_cpu(arrivals, cpu).task = NULL;
}
