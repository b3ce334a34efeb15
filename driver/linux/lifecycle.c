/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See lifecycle.h. Work that is under way holds a reference to the module, so unloading is refused
 * until it has run; the few instructions after the reference is dropped are waited for with
 * synchronize_rcu_tasks().
 */
#include <linux/binfmts.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/task_work.h>
#include <linux/tracepoint.h>

#include "lifecycle.h"

enum event {
	FORK,
	EXEC,
	EXIT
};

struct work {
	struct callback_head head;
	enum event event;
	void *held;
};

static const struct lifecycle_ops *ops;

static void run(struct callback_head *head)
{
	struct work *work = container_of(head, struct work, head);

	if (work->event == FORK)
		ops->forked(work->held);
	else
		ops->gone(work->event == EXEC);
	kfree(work);
	module_put(THIS_MODULE);
}

/* `held` is passed on, or let go of. */
static void later(struct task_struct *task, enum event event, void *held)
{
	struct work *work = NULL;

	if (try_module_get(THIS_MODULE)) {
		work = kmalloc(sizeof(*work), GFP_ATOMIC | __GFP_NOWARN);
		if (work) {
			init_task_work(&work->head, run);
			work->event = event;
			work->held = held;
			if (!task_work_add(task, &work->head,
					   event == EXIT ? TWA_NONE : TWA_RESUME))
				return;
		}
		kfree(work);
		module_put(THIS_MODULE);
	}
	if (held)
		ops->let_go(held);
}

/* --- tracepoints: preemption off ---------------------------------------------------------- */

static void on_fork(void *data, struct task_struct *parent, struct task_struct *child)
{
	void *held;

	/* A thread, or vfork: the same address space, nothing to copy. */
	if (!child->mm || child->mm == parent->mm || !ops->interested(parent->tgid))
		return;
	held = ops->hold(parent->tgid);
	if (held)
		later(child, FORK, held);
}

static void on_exec(void *data, struct task_struct *task, pid_t old_pid,
		    struct linux_binprm *binprm)
{
	if (ops->interested(task->tgid))
		later(task, EXEC, NULL);
}

/* Newer kernels pass one argument more. */
static void on_exit_of(void *data, struct task_struct *task)
{
	if (atomic_read(&task->signal->live) == 0 && ops->interested(task->tgid))
		later(task, EXIT, NULL);
}

static struct listener {
	const char *name;
	void *function;
	struct tracepoint *tracepoint;
} listeners[] = {
	{"sched_process_fork", on_fork},
	{"sched_process_exec", on_exec},
	{"sched_process_exit", on_exit_of},
};

static void find(struct tracepoint *tracepoint, void *data)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(listeners); i++)
		if (strcmp(tracepoint->name, listeners[i].name) == 0)
			listeners[i].tracepoint = tracepoint;
}

static void stop_listeners(size_t count)
{
	while (count--)
		tracepoint_probe_unregister(listeners[count].tracepoint, listeners[count].function,
					    NULL);
	tracepoint_synchronize_unregister();
}

int lifecycle_start(const struct lifecycle_ops *callbacks)
{
	size_t i;

	ops = callbacks;
	for_each_kernel_tracepoint(find, NULL);
	for (i = 0; i < ARRAY_SIZE(listeners); i++) {
		int error = -ENOENT;

		if (listeners[i].tracepoint)
			error = tracepoint_probe_register(listeners[i].tracepoint,
							  listeners[i].function, NULL);
		if (error) {
			stop_listeners(i);
			return error;
		}
	}
	return 0;
}

void lifecycle_stop(void)
{
	stop_listeners(ARRAY_SIZE(listeners));
#ifdef CONFIG_TASKS_RCU
	synchronize_rcu_tasks();
#endif
}
