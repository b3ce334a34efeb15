/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Cross-calls.
 *
 * Each CPU has a list of requests and a doorbell. A request lies in the caller's memory; it is put
 * on the target's list without a lock, and the doorbell (one asynchronous kernel IPI, rung at most
 * once at a time) makes the target drain its list. Who waits drains its own list between two looks,
 * so a target that is itself waiting with interrupts off answers without its doorbell.
 *
 * Invariants: only the owner CPU takes requests off its list, with interrupts off; a request is not
 * touched after `done` is set; the doorbell never holds a caller's memory, so a late IPI finds an
 * empty list and no more.
 */
#include <linux/cpumask.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/llist.h>
#include <linux/percpu.h>
#include <linux/seq_file.h>
#include <linux/smp.h>
#include <linux/timekeeping.h>
#include <asm/sync_core.h>

#include "compat.h"
#include "mutex.h"
#include "proc.h"
#include "xcall.h"

struct request {
	struct llist_node node;
	xcall_function function;
	void *argument;
	bool done;
	bool sent; /* broadcast: this CPU was up */
};

struct mailbox {
	struct llist_head requests;
	atomic_t rung;
	call_single_data_t doorbell;
	/* written by this CPU */
	u64 sent, received, while_waiting, longest_ns;
};

static DEFINE_PER_CPU(struct mailbox, mailboxes);
/* The one broadcast in progress; `broadcasting` keeps others out. */
static DEFINE_PER_CPU(struct request, broadcast_requests);
static struct dt_mutex broadcasting;

/* Interrupts off. Oldest first. Returns how many were answered. */
static unsigned int drain(struct mailbox *mailbox)
{
	struct llist_node *node = llist_reverse_order(llist_del_all(&mailbox->requests));
	unsigned int count = 0;

	while (node) {
		struct request *request = llist_entry(node, struct request, node);

		node = node->next;
		request->function(request->argument);
		smp_store_release(&request->done, true);
		count++;
	}
	mailbox->received += count;
	return count;
}

void xcall_drain(void)
{
	unsigned long flags;
	struct mailbox *mailbox;

	local_irq_save(flags);
	mailbox = this_cpu_ptr(&mailboxes);
	if (!llist_empty(&mailbox->requests))
		mailbox->while_waiting += drain(mailbox);
	local_irq_restore(flags);
}

/* The doorbell: in the target's interrupt, interrupts off. */
static void answer(void *info)
{
	struct mailbox *mailbox = info;

	atomic_set(&mailbox->rung, 0);
	smp_mb__after_atomic();
	drain(mailbox);
}

/* Preemption is off. False if the CPU is not up. */
static bool post(unsigned int cpu, struct request *request)
{
	struct mailbox *mailbox = per_cpu_ptr(&mailboxes, cpu);

	if (!cpu_online(cpu))
		return false;
	WRITE_ONCE(request->done, false);
	llist_add(&request->node, &mailbox->requests);
	if (!atomic_xchg(&mailbox->rung, 1))
		smp_call_function_single_async(cpu, &mailbox->doorbell);
	this_cpu_inc(mailboxes.sent);
	return true;
}

static void wait_for(const struct request *request)
{
	while (!smp_load_acquire(&request->done)) {
		xcall_drain();
		cpu_relax();
	}
}

static void note_wait(u64 start)
{
	u64 waited = ktime_get_mono_fast_ns() - start;

	if (waited > this_cpu_read(mailboxes.longest_ns))
		this_cpu_write(mailboxes.longest_ns, waited);
}

static void run_here(xcall_function function, void *argument)
{
	unsigned long flags;

	local_irq_save(flags);
	function(argument);
	local_irq_restore(flags);
}

int xcall(unsigned int cpu, xcall_function function, void *argument)
{
	struct request request = {.function = function, .argument = argument};
	u64 start = ktime_get_mono_fast_ns();
	int error = 0;

	preempt_disable();
	if (cpu >= nr_cpu_ids || !cpu_possible(cpu)) {
		error = -ENXIO;
	} else if (cpu == smp_processor_id()) {
		run_here(function, argument);
	} else if (post(cpu, &request)) {
		wait_for(&request);
		note_wait(start);
	} else {
		error = -ENXIO;
	}
	preempt_enable();
	return error;
}

void xcall_all(xcall_function function, void *argument)
{
	u64 start = ktime_get_mono_fast_ns();
	unsigned int cpu, here;

	dt_mutex_lock(&broadcasting);
	preempt_disable();
	here = smp_processor_id();
	for_each_possible_cpu(cpu) {
		struct request *request = per_cpu_ptr(&broadcast_requests, cpu);

		request->function = function;
		request->argument = argument;
		request->sent = cpu != here && post(cpu, request);
	}
	run_here(function, argument);
	for_each_possible_cpu(cpu)
		if (per_cpu(broadcast_requests, cpu).sent)
			wait_for(per_cpu_ptr(&broadcast_requests, cpu));
	note_wait(start);
	preempt_enable();
	dt_mutex_unlock(&broadcasting);
}

static void serialise(void *unused)
{
	sync_core();
}

void xcall_synchronize(void)
{
	xcall_all(serialise, NULL);
}

static int show_xcall(struct seq_file *seq, void *unused)
{
	unsigned int cpu;

	seq_puts(seq, "cpu        sent    received  in-a-wait  longest-ns\n");
	for_each_possible_cpu(cpu) {
		const struct mailbox *mailbox = per_cpu_ptr(&mailboxes, cpu);

		seq_printf(seq, "%3u  %10llu  %10llu %10llu  %10llu\n", cpu, mailbox->sent,
			   mailbox->received, mailbox->while_waiting, mailbox->longest_ns);
	}
	return 0;
}

int xcalls_start(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		struct mailbox *mailbox = per_cpu_ptr(&mailboxes, cpu);

		init_llist_head(&mailbox->requests);
		compat_init_csd(&mailbox->doorbell, answer, mailbox);
	}
	dt_mutex_init(&broadcasting, "broadcast");
	return proc_file_add("xcall", show_xcall);
}

static void nothing(void *unused)
{
}

void xcalls_stop(void)
{
	proc_file_remove("xcall");
	/*
	 * A doorbell may still be on its way although its list was drained by a waiter: let it
	 * arrive.
	 */
	on_each_cpu(nothing, NULL, 1);
	dt_mutex_destroy(&broadcasting);
}
