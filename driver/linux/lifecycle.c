/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See lifecycle.h. Work that is under way holds a reference to the module, so unloading is refused
 * until it has run; the few instructions after the reference is dropped are waited for with
 * synchronize_rcu_tasks().
 *
 * Of mappings no tracepoint tells: a kprobe on uprobe_mmap() does, which the kernel calls for
 * every mapping of a file, in the process itself.
 *
 * Trap: handlers run with preemption off, where PREEMPT_RT lets nobody allocate or take a spinlock
 * that is not raw. So there is a store of work, and one missing event when it is empty.
 */
#include <linux/binfmts.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/mm.h>
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
	EXIT,
	MAP
};

struct work {
	struct callback_head head;
	struct work *next; /* in the store */
	enum event event;
	union {
		void *held;	     /* FORK */
		unsigned long start; /* MAP */
	};
};

static const struct lifecycle_ops *ops;

/* --- the store ---------------------------------------------------------------------------- */

#define WORKS 2048

static struct work *works, *store;
static DEFINE_RAW_SPINLOCK(store_lock);

static void give_back(struct work *work)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&store_lock, flags);
	work->next = store;
	store = work;
	raw_spin_unlock_irqrestore(&store_lock, flags);
}

static struct work *take(void)
{
	struct work *work;
	unsigned long flags;

	raw_spin_lock_irqsave(&store_lock, flags);
	work = store;
	if (work)
		store = work->next;
	raw_spin_unlock_irqrestore(&store_lock, flags);
	return work;
}

static int fill_store(void)
{
	size_t i;

	works = kvcalloc(WORKS, sizeof(*works), GFP_KERNEL);
	for (i = 0; works && i < WORKS; i++)
		give_back(&works[i]);
	return works ? 0 : -ENOMEM;
}

static void empty_store(void)
{
	store = NULL;
	kvfree(works);
}

/* --- work ----------------------------------------------------------------------------------- */

static void run(struct callback_head *head)
{
	struct work work = *container_of(head, struct work, head);

	give_back(container_of(head, struct work, head));
	switch (work.event) {
	case FORK:
		ops->forked(work.held);
		break;
	case MAP:
		ops->mapped(work.start);
		break;
	default:
		ops->gone(work.event == EXEC);
	}
	module_put(THIS_MODULE);
}

static bool add(struct task_struct *task, struct work like)
{
	struct work *work = take();

	if (!work) {
		pr_warn_ratelimited("too many processes begin, end or map at once: probes of process %d are not kept up\n",
				    task->tgid);
		return false;
	}
	*work = like;
	init_task_work(&work->head, run);
	if (!task_work_add(task, &work->head, like.event == EXIT ? TWA_NONE : TWA_RESUME))
		return true;
	give_back(work);
	return false;
}

static bool later(struct task_struct *task, struct work like)
{
	if (!try_module_get(THIS_MODULE))
		return false;
	if (add(task, like))
		return true;
	module_put(THIS_MODULE);
	return false;
}

/* --- tracepoints: preemption off ---------------------------------------------------------- */

static void on_fork(void *data, struct task_struct *parent, struct task_struct *child)
{
	void *held;

	/* A thread, or vfork: the same address space, nothing to copy. */
	if (!child->mm || !parent->mm || child->mm == parent->mm)
		return;
	held = ops->hold(parent->mm);
	if (held && !later(child, (struct work){.event = FORK, .held = held}))
		ops->let_go(held);
}

static void on_exec(void *data, struct task_struct *task, pid_t old_pid,
		    struct linux_binprm *binprm)
{
	if (ops->interested(task->tgid))
		later(task, (struct work){.event = EXEC});
}

/* Newer kernels pass one argument more. */
static void on_exit_of(void *data, struct task_struct *task)
{
	if (atomic_read(&task->signal->live) == 0 && ops->interested(task->tgid))
		later(task, (struct work){.event = EXIT});
}

/* The first instruction of uprobe_mmap(vma). */
static int on_map(struct kprobe *kprobe, struct pt_regs *regs)
{
	const struct vm_area_struct *vma = (const void *)regs->di;

	if (vma->vm_file && vma->vm_flags & VM_EXEC && vma->vm_mm == current->mm &&
	    ops->follows(current))
		later(current, (struct work){.event = MAP, .start = vma->vm_start});
	return 0;
}
NOKPROBE_SYMBOL(on_map);

static struct kprobe mappings;

int lifecycle_follow(bool on)
{
	if (!on) {
		unregister_kprobe(&mappings);
		return 0;
	}
	/* What an earlier registration left in it would be refused. */
	mappings = (struct kprobe){.symbol_name = "uprobe_mmap", .pre_handler = on_map};
	return register_kprobe(&mappings);
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
	if (fill_store())
		return -ENOMEM;
	for_each_kernel_tracepoint(find, NULL);
	for (i = 0; i < ARRAY_SIZE(listeners); i++) {
		int error = -ENOENT;

		if (listeners[i].tracepoint)
			error = tracepoint_probe_register(listeners[i].tracepoint,
							  listeners[i].function, NULL);
		if (error) {
			stop_listeners(i);
			empty_store();
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
	empty_store();
}
