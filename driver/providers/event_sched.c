/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sched: who runs, who waits for a CPU, who sleeps. l = lwpsinfo_t *, p = psinfo_t *,
 * c = cpuinfo_t * of the CPU whose queue it is.
 *
 *	on-cpu			in the thread that begins to run
 *	off-cpu	   (l, p)	in the thread that stops running; of the one that is next
 *	remain-cpu		the scheduler was asked and let the thread go on
 *	enqueue	   (l, p, c)	a thread begins to wait for a CPU
 *	dequeue	   (l, p, c)	it is done waiting: it runs, or goes to another queue
 *	sleep			the current thread is about to sleep
 *	wakeup	   (l, p)	the current thread (or interrupt) wakes this one
 *	preempt			the current thread must stop although it could go on
 *	surrender  (l, p)	another CPU has asked this one to reconsider; the current thread
 *	change-pri (l, p, int)	and the priority it gets
 *	tick	   (l, p)	the clock charges the current thread
 *
 * Linux keeps a running thread in its queue. Queues here are those of DTrace, of threads that wait:
 * one that is preempted is enqueued, one that begins to run is dequeued, and changes of a running
 * thread's place are neither. Idle threads are in no queue. schedctl-* have no counterpart.
 * sched_yield() shows as preempt.
 *
 * Probe context, mostly under the lock of a queue.
 */
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/prio.h>
#include <uapi/linux/sched/types.h>

#include "../linux/compat.h"
#include "event.h"

static bool current_thread(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return event_thread(firing, current);
}

/* sched_waking(task) */
static bool woken(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return event_thread(firing, (const void *)hit->arg[0]);
}

/* --- switches: sched_switch(preempt, previous, next, …) ------------------------------------- */

static const struct task_struct *previous_of(const struct event_hit *hit)
{
	return (const void *)hit->arg[1];
}

static const struct task_struct *next_of(const struct event_hit *hit)
{
	return (const void *)hit->arg[2];
}

static bool is_idle(const struct task_struct *task)
{
	return task->pid == 0;
}

/* Could the thread that stops go on? */
static bool could_run(const struct event_hit *hit)
{
	return (bool)hit->arg[0] || compat_task_state(previous_of(hit)) == 0;
}

static bool off_cpu(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return event_thread(firing, next_of(hit));
}

static bool sleeping(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return !could_run(hit) && !(compat_task_state(previous_of(hit)) & TASK_DEAD);
}

static bool preempted(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return !is_idle(previous_of(hit)) && could_run(hit);
}

/* --- queues -------------------------------------------------------------------------------------
 */

static bool queued(struct dtrace_firing *firing, const struct task_struct *task)
{
	event_thread(firing, task);
	firing->arg[2] = task_cpu(task);
	firing->args = 3;
	return true;
}

static bool put_back(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return preempted(hit, firing) && queued(firing, previous_of(hit));
}

static bool taken(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return !is_idle(next_of(hit)) && queued(firing, next_of(hit));
}

/* enqueue_task_CLASS(queue, task, flags); of a running thread it is only a change of its place. */
static bool enqueued(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct task_struct *task = (const void *)hit->arg[1];

	return !READ_ONCE(task->on_cpu) && queued(firing, task);
}

/* A sleeper may stay in the kernel's queue until it has worked off its lag: it waited for nothing.
 */
static bool dequeued(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct task_struct *task = (const void *)hit->arg[1];

	return !compat_dequeue_delayed(task) && enqueued(hit, firing);
}

/* --- the scheduler asked in vain
 * --------------------------------------------------------------------- */

struct visit {
	const struct task_struct *task;
	unsigned long switches;
};

static DEFINE_PER_CPU(struct visit, visits);

/*
 * Entry and return of schedule(). If the thread was away, its count of switches tells; if others
 * have visited on this CPU meanwhile, so do they.
 */
static bool remained(const struct event_hit *hit, struct dtrace_firing *firing)
{
	struct visit *visit = this_cpu_ptr(&visits);
	unsigned long switches = current->nvcsw + current->nivcsw;

	if (hit->from == 0) {
		visit->task = current;
		visit->switches = switches;
		return false;
	}
	return visit->task == current && visit->switches == switches;
}

/* --- priorities
 * ----------------------------------------------------------------------------------------- */

static bool gets_priority(struct dtrace_firing *firing, const void *task, int priority)
{
	event_thread(firing, task);
	firing->arg[2] = priority;
	firing->args = 3;
	return true;
}

/* set_user_nice(task, nice) */
static bool gets_nice(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct task_struct *task = (const void *)hit->arg[0];
	long nice = hit->arg[1];

	if (nice < MIN_NICE || nice > MAX_NICE || task_nice(task) == nice)
		return false;
	return gets_priority(firing, task, NICE_TO_PRIO(nice));
}

#define POLICY_UNCHANGED (-1)

/* __sched_setscheduler(task, attributes, …) */
static bool gets_policy(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct task_struct *task = (const void *)hit->arg[0];
	const struct sched_attr *attr = (const void *)hit->arg[1];
	int policy =
		attr->sched_policy == (u32)POLICY_UNCHANGED ? task->policy : attr->sched_policy;

	if (policy == SCHED_DEADLINE)
		return gets_priority(firing, task, -1);
	if (policy == SCHED_FIFO || policy == SCHED_RR)
		return gets_priority(firing, task, MAX_RT_PRIO - 1 - (int)attr->sched_priority);
	return gets_priority(firing, task, NICE_TO_PRIO(attr->sched_nice));
}

/* sched_pi_setprio(task, the most urgent one it keeps waiting or NULL) */
static bool inherits(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct task_struct *task = (const void *)hit->arg[0];
	const struct task_struct *urgent = (const void *)hit->arg[1];
	int priority = task->normal_prio;

	if (urgent && urgent->prio < priority)
		priority = urgent->prio;
	return priority != task->prio && gets_priority(firing, task, priority);
}

/* --- the table
 * ------------------------------------------------------------------------------------------- */

#define THREAD	 EVENT_ARGUMENTS(EVENT_LWP, EVENT_PSINFO)
#define QUEUE	 EVENT_ARGUMENTS(EVENT_LWP, EVENT_PSINFO, {"int", "cpuinfo_t *"})
#define PRIORITY EVENT_ARGUMENTS(EVENT_LWP, EVENT_PSINFO, {"int"})

#define SWITCH(fetch) EVENT_AT(EVENT_TRACEPOINT, "sched_switch", fetch)

static const struct event_kind kinds[] = {
	{"on-cpu", NULL, EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "finish_task_switch", NULL))},
	{"off-cpu", THREAD, EVENT_PLACES(SWITCH(off_cpu))},
	{"remain-cpu", NULL,
	 EVENT_PLACES({.at = {{EVENT_ENTRY, "schedule"}, {EVENT_RETURN, "schedule"}},
		       .fetch = remained})},
	{"enqueue", QUEUE,
	 EVENT_PLACES(SWITCH(put_back), EVENT_AT(EVENT_ENTRY, "enqueue_task_fair", enqueued),
		      EVENT_AT(EVENT_ENTRY, "enqueue_task_rt", enqueued),
		      EVENT_AT(EVENT_ENTRY, "enqueue_task_dl", enqueued),
		      EVENT_AT(EVENT_ENTRY, "enqueue_task_stop", enqueued),
		      EVENT_AT(EVENT_ENTRY, "enqueue_task_scx", enqueued))},
	{"dequeue", QUEUE,
	 EVENT_PLACES(SWITCH(taken), EVENT_AT(EVENT_ENTRY, "dequeue_task_fair", dequeued),
		      EVENT_AT(EVENT_ENTRY, "dequeue_task_rt", dequeued),
		      EVENT_AT(EVENT_ENTRY, "dequeue_task_dl", dequeued),
		      EVENT_AT(EVENT_ENTRY, "dequeue_task_stop", dequeued),
		      EVENT_AT(EVENT_ENTRY, "dequeue_task_scx", dequeued))},
	{"sleep", NULL, EVENT_PLACES(SWITCH(sleeping))},
	{"wakeup", THREAD, EVENT_PLACES(EVENT_AT(EVENT_TRACEPOINT, "sched_waking", woken))},
	{"preempt", NULL, EVENT_PLACES(SWITCH(preempted))},
	{"surrender", THREAD,
	 EVENT_PLACES(EVENT_AT(EVENT_TRACEPOINT, "reschedule_entry", current_thread))},
	{"change-pri", PRIORITY,
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "set_user_nice", gets_nice),
		      EVENT_AT(EVENT_ENTRY, "__sched_setscheduler", gets_policy),
		      EVENT_AT(EVENT_TRACEPOINT, "sched_pi_setprio", inherits))},
	{"tick", THREAD,
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "sched_tick", current_thread),
		      EVENT_ELSE(EVENT_ENTRY, "scheduler_tick", current_thread))},
	{}};

const struct event_provider event_sched = {"sched", kinds};
