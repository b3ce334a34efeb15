/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What probe context wants done but must not do: stop() and raise() take locks of the signal code, which
 * the probed code may be holding, and a broken invariant wants to be printed. Both are noted and
 * done from an interrupt this CPU sends itself, which comes when interrupts are on again.
 * breakpoint() and panic() cannot wait and are done at once.
 *
 * Owned per CPU: a few requests, filled with interrupts off on its CPU and emptied by
 * the irq_work there (a thread on PREEMPT_RT). An NMI may interrupt the filling, so a place is
 * taken by a cmpxchg.
 */
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/kgdb.h>
#include <linux/percpu.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#include "../core/host.h"
#include "host_parts.h"
#include "proc.h"

#define REQUESTS 16

struct signal_request {
	int signal;		  /* 0: free; taken first, given back last */
	struct task_struct *task; /* with a reference; set: the request is complete */
};

struct deferred {
	struct irq_work work;
	struct signal_request requests[REQUESTS];
};

static DEFINE_PER_CPU(struct deferred, deferred);

static struct {
	atomic_t count;
	const char *expression, *file;
	int line;
	struct irq_work work;
} assertion;

static void send_signals(struct irq_work *work)
{
	struct deferred *mine = container_of(work, struct deferred, work);
	struct signal_request *request = mine->requests;

	for (; request < mine->requests + REQUESTS; request++) {
		struct task_struct *task = smp_load_acquire(&request->task);
		int signal = request->signal;

		if (!task)
			continue;
		WRITE_ONCE(request->task, NULL);
		smp_store_release(&request->signal, 0);
		send_sig(signal, task, 1);
		put_task_struct(task);
	}
}

static int defer_signal(int signal)
{
	struct deferred *mine = this_cpu_ptr(&deferred);
	struct signal_request *request = mine->requests;

	for (; request < mine->requests + REQUESTS; request++) {
		if (cmpxchg(&request->signal, 0, signal) != 0)
			continue;
		get_task_struct(current);
		smp_store_release(&request->task, current);
		irq_work_queue(&mine->work);
		return 0;
	}
	return -EAGAIN;
}

/* Kernel threads ignore signals, and init must not be stopped by accident. */
static bool may_be_signalled(void)
{
	return current->mm && !(current->flags & (PF_KTHREAD | PF_EXITING)) &&
	       !is_global_init(current);
}

int host_raise(int signal)
{
	if (!valid_signal(signal) || signal == 0)
		return -EINVAL;
	return may_be_signalled() ? defer_signal(signal) : -ESRCH;
}

int host_stop_thread(void)
{
	return host_raise(SIGSTOP);
}

/* Without a debugger the kernel would take the breakpoint for a crash. */
int host_breakpoint(void)
{
#ifdef CONFIG_KGDB
	if (kgdb_connected) {
		kgdb_breakpoint();
		return 0;
	}
#endif
	return -EOPNOTSUPP;
}

const char *host_refuses(unsigned int action)
{
	return NULL;
}

/* In other hosts it returns, so for objtool it must look here as if it might. */
int host_panic(void)
{
	int panics = 1;

	OPTIMIZER_HIDE_VAR(panics);
	if (panics)
		panic("dtrace: panic() in the D program of process %d (%s) was reached",
		      current->tgid, current->comm);
	return -EINTR;
}

/* --- broken invariants ---------------------------------------------------------------- */

static void print_assertion(struct irq_work *work)
{
	pr_err("dtrace: internal error: %s is not true at %s:%d; please report this\n",
	       assertion.expression, assertion.file, assertion.line);
}

/* The first one is told: what follows is usually its consequence. */
void host_assert_failed(const char *expression, const char *file, int line)
{
	proc_event(PROC_EVENT_ASSERT, line, 0);
	if (atomic_fetch_add_relaxed(1, &assertion.count))
		return;
	assertion.expression = expression;
	assertion.file = file;
	assertion.line = line;
	irq_work_queue(&assertion.work);
}

int deferred_start(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		init_irq_work(&per_cpu(deferred, cpu).work, send_signals);
	init_irq_work(&assertion.work, print_assertion);
	return 0;
}

/* Nothing fires any more: what is queued is all there will be. */
void deferred_stop(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		irq_work_sync(&per_cpu(deferred, cpu).work);
	irq_work_sync(&assertion.work);
}
