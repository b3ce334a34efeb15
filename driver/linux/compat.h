/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The differences between kernels, and the only file that may know them; but for those of files and
 * block devices, whose headers not everybody should include (compat_files.h).
 *
 * Everything else is written for the newest kernel's interfaces; what an older one lacks is
 * supplied here. HAVE_* come from the checks in driver/configure, made against the headers at hand;
 * where a check would say no more than the version, the version is asked.
 */
#ifndef DTRACE_LINUX_COMPAT_H
#define DTRACE_LINUX_COMPAT_H

#include <linux/version.h>
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/uprobes.h>
#include <asm/processor-flags.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 10, 0)
#error "dtracedrv needs a kernel of 5.10 or later"
#endif
#ifndef CONFIG_X86_64
#error "dtracedrv is for x86-64"
#endif

/* kallsyms_on_each_symbol: the callback lost its module argument (6.4). */
#ifndef HAVE_KALLSYMS_CALLBACK_WITHOUT_MODULE
#define COMPAT_KALLSYMS_MODULE_ARGUMENT struct module *module,
#define COMPAT_KALLSYMS_OF_KERNEL	(!module)
#else
#define COMPAT_KALLSYMS_MODULE_ARGUMENT
#define COMPAT_KALLSYMS_OF_KERNEL true
#endif

/* The memory of a module: mem[] since 6.4, core_layout before. */
static inline void compat_module_text(const struct module *module, unsigned long *start,
				      unsigned long *end)
{
#ifndef HAVE_MODULE_MEMORY_ARRAY
	*start = (unsigned long)module->core_layout.base;
	*end = *start + module->core_layout.text_size;
#else
	*start = (unsigned long)module->mem[MOD_TEXT].base;
	*end = *start + module->mem[MOD_TEXT].size;
#endif
}

/* What is freed when its init function has returned; the size is 0 from then on. */
static inline void compat_module_init_text(const struct module *module, unsigned long *start,
					   unsigned long *end)
{
#ifndef HAVE_MODULE_MEMORY_ARRAY
	*start = (unsigned long)module->init_layout.base;
	*end = *start + module->init_layout.text_size;
#else
	*start = (unsigned long)module->mem[MOD_INIT_TEXT].base;
	*end = *start + module->mem[MOD_INIT_TEXT].size;
#endif
}

/* Inline static calls of a module; kernels without them have none to respect. */
static inline const struct static_call_site *compat_static_calls(const struct module *module,
								 size_t *count)
{
#ifdef CONFIG_HAVE_STATIC_CALL_INLINE
	*count = module->num_static_call_sites;
	return module->static_call_sites;
#else
	*count = 0;
	return NULL;
#endif
}

static inline void compat_init_csd(call_single_data_t *csd, void (*function)(void *), void *info)
{
	csd->func = function;
	csd->info = info;
}

/* hrtimer_setup() takes the function along (6.13); before it was set by hand. */
#ifndef HAVE_HRTIMER_SETUP
static inline void hrtimer_setup(struct hrtimer *timer,
				 enum hrtimer_restart (*function)(struct hrtimer *),
				 clockid_t clock, enum hrtimer_mode mode)
{
	hrtimer_init(timer, clock, mode);
	timer->function = function;
}
#endif

/*
 * uprobes: registering returns the uprobe and unregistering no longer waits (6.12); handlers take a word
 * of data (6.13); the filter lost its context (6.12). Error or 0; *uprobe is for unregistering.
 */
static inline int compat_uprobe_register(struct inode *inode, loff_t offset, loff_t counter,
					 struct uprobe_consumer *consumer, struct uprobe **uprobe)
{
#ifdef HAVE_UPROBE_REGISTER_POINTER
	*uprobe = uprobe_register(inode, offset, counter, consumer);
	return PTR_ERR_OR_ZERO(*uprobe);
#else
	*uprobe = NULL;
	return uprobe_register_refctr(inode, offset, counter, consumer);
#endif
}

/* Handlers may still run until compat_uprobe_synchronize(). */
static inline void compat_uprobe_unregister(struct inode *inode, loff_t offset,
					    struct uprobe_consumer *consumer,
					    struct uprobe *uprobe)
{
#ifdef HAVE_UPROBE_REGISTER_POINTER
	uprobe_unregister_nosync(uprobe, consumer);
#else
	uprobe_unregister(inode, offset, consumer);
#endif
}

static inline void compat_uprobe_synchronize(void)
{
#ifdef HAVE_UPROBE_REGISTER_POINTER
	uprobe_unregister_sync();
#endif
}

#ifdef HAVE_UPROBE_HANDLER_DATA
#define COMPAT_UPROBE_DATA_ARGUMENT , __u64 *data
#else
#define COMPAT_UPROBE_DATA_ARGUMENT
#endif
#ifdef HAVE_UPROBE_FILTER_WITHOUT_CONTEXT
#define COMPAT_UPROBE_FILTER_CONTEXT
#else
#define COMPAT_UPROBE_FILTER_CONTEXT enum uprobe_filter_ctx context,
#endif

/* The mappings of an address space, in order. */
#ifdef HAVE_VMA_ITERATOR
#define COMPAT_VMA_ITERATOR(name, mm)	     VMA_ITERATOR(name, mm, 0)
#define compat_for_each_vma(iterator, vma) for_each_vma(iterator, vma)
#else
#define COMPAT_VMA_ITERATOR(name, mm)	     struct mm_struct *name = (mm)
#define compat_for_each_vma(iterator, vma) for ((vma) = (iterator)->mmap; (vma); (vma) = (vma)->vm_next)
#endif

/* task_struct.state became __state (5.14). 0: it could run. */
static inline unsigned int compat_task_state(const struct task_struct *task)
{
#ifdef HAVE_TASK_STATE_UNDERSCORED
	return READ_ONCE(task->__state);
#else
	return READ_ONCE(task->state);
#endif
}

/* A sleeper stays in the queue until it has worked off its lag (6.12). */
static inline bool compat_dequeue_delayed(const struct task_struct *task)
{
#ifdef HAVE_SCHED_DELAYED
	return task->se.sched_delayed;
#else
	return false;
#endif
}

/* FRED is known since 6.9; the hardware says it in CR4 whatever the headers know. */
#define COMPAT_CR4_FRED (1UL << 32)
#define COMPAT_CR4_LA57 (1UL << 12)

#endif
