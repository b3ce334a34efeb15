/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Timers in hard interrupt context, on the CPU they were asked for.
 *
 * Each is an hrtimer, pinned and hard (also on PREEMPT_RT), started on its CPU by a
 * cross-call. The firing it hands on tells what the interrupt interrupted: regs, pc,
 * and arg[0] = the kernel's, arg[1] = the user's program counter, the other 0.
 *
 * When a CPU goes away its timers are moved elsewhere by the kernel; one that finds itself on
 * another CPU ends there, and is started again when timers_cpu_online() hears that
 * its CPU is back. So a timer may be asked for while its CPU is down: it runs from the time it
 * comes up. `lock` protects the list and is held from the attempt to start to the listing, so that
 * a CPU that comes up in between finds the timer; start and stop are control context.
 */
#include <linux/hrtimer.h>
#include <linux/slab.h>
#include <asm/irq_regs.h>

#include "../core/host.h"
#include "../core/provider.h"
#include "compat.h"
#include "mutex.h"
#include "host_parts.h"
#include "xcall.h"

struct host_timer {
	struct hrtimer hrtimer;
	struct list_head all;
	int cpu; /* < 0: wherever it was started */
	u64 interval;
	void (*function)(void *argument, struct dtrace_firing *firing);
	void *argument;
};

static struct dt_mutex lock;
static LIST_HEAD(timers);

static void fire(struct host_timer *timer)
{
	struct pt_regs *regs = get_irq_regs();
	struct dtrace_firing firing = {.regs = regs, .args = 2};

	if (regs) {
		firing.pc = regs->ip;
		firing.arg[user_mode(regs) ? 1 : 0] = regs->ip;
	}
	timer->function(timer->argument, &firing);
}

/* Deadlines that were missed are left out, never made up for in a burst. */
static enum hrtimer_restart expired(struct hrtimer *hrtimer)
{
	struct host_timer *timer = container_of(hrtimer, struct host_timer, hrtimer);

	if (timer->cpu >= 0 && timer->cpu != raw_smp_processor_id())
		return HRTIMER_NORESTART;
	fire(timer);
	hrtimer_forward_now(hrtimer, ns_to_ktime(timer->interval));
	return HRTIMER_RESTART;
}

static void start_here(void *argument)
{
	struct host_timer *timer = argument;

	hrtimer_start(&timer->hrtimer, ns_to_ktime(timer->interval), HRTIMER_MODE_REL_PINNED_HARD);
}

/* On the CPU it is meant for, unless that is down: timers_cpu_online() will start it. */
static void start_on_its_cpu(struct host_timer *timer)
{
	if (timer->cpu >= 0)
		xcall(timer->cpu, start_here, timer);
	else
		start_here(timer);
}

struct host_timer *host_timer_start(int cpu, uint64_t interval,
				    void (*function)(void *argument, struct dtrace_firing *firing),
				    void *argument)
{
	struct host_timer *timer;

	if (interval < 1000 || interval > KTIME_MAX || (cpu >= 0 && !cpu_possible(cpu)))
		return NULL;
	timer = kzalloc(sizeof(*timer), GFP_KERNEL);
	if (!timer)
		return NULL;
	timer->cpu = cpu;
	timer->interval = interval;
	timer->function = function;
	timer->argument = argument;
	hrtimer_setup(&timer->hrtimer, expired, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED_HARD);
	dt_mutex_lock(&lock);
	start_on_its_cpu(timer);
	list_add(&timer->all, &timers);
	dt_mutex_unlock(&lock);
	return timer;
}

void host_timer_stop(struct host_timer *timer)
{
	if (!timer)
		return;
	dt_mutex_lock(&lock);
	list_del(&timer->all);
	dt_mutex_unlock(&lock);
	hrtimer_cancel(&timer->hrtimer);
	kfree(timer);
}

/* Moved by the kernel but not yet expired there: cancelled, so that it does not run twice. */
void timers_cpu_online(unsigned int cpu)
{
	struct host_timer *timer;

	dt_mutex_lock(&lock);
	list_for_each_entry(timer, &timers, all) {
		if (timer->cpu != (int)cpu)
			continue;
		hrtimer_cancel(&timer->hrtimer);
		start_on_its_cpu(timer);
	}
	dt_mutex_unlock(&lock);
}

int timers_start(void)
{
	dt_mutex_init(&lock, "timers");
	return 0;
}

void timers_stop(void)
{
	HOST_ASSERT(list_empty(&timers));
	dt_mutex_destroy(&lock);
}
