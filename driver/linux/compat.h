/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The differences between kernels, and the only file that may know them.
 *
 * Everything else is written for the newest kernel's interfaces; what an older one lacks is
 * supplied here. HAVE_* come from the checks in driver/configure, made against the headers at hand;
 * where a check would say no more than the version, the version is asked.
 */
#ifndef DTRACE_LINUX_COMPAT_H
#define DTRACE_LINUX_COMPAT_H

#include <linux/version.h>
#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/dcache.h>
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <linux/pagemap.h>
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

/* --- requests to devices, files ------------------------------------------------------------ */

/* block_bio_queue(bio); before 5.12 (queue, bio). Since then a request names its device, not the disk. */
#ifdef HAVE_BIO_DEVICE
#define COMPAT_BIO_QUEUE_ARGUMENT 0
#else
#define COMPAT_BIO_QUEUE_ARGUMENT 1
#endif

static inline void compat_bio_device(const struct bio *bio, struct gendisk **disk, dev_t *device)
{
#ifdef HAVE_BIO_DEVICE
	*disk = bio->bi_bdev ? bio->bi_bdev->bd_disk : NULL;
	*device = bio->bi_bdev ? bio->bi_bdev->bd_dev : 0;
#else
	*disk = bio->bi_disk;
	*device = *disk ? MKDEV((*disk)->major, (*disk)->first_minor + bio->bi_partno) : 0;
#endif
}

/* Pages in folios since 5.16. The file they belong to (NULL: none), where in it, how long. */
static inline const struct address_space *compat_page_mapping(struct page *page)
{
#ifdef HAVE_FOLIO
	return folio_mapping(page_folio(page));
#else
	return page_mapping(page);
#endif
}

static inline s64 compat_page_position(struct page *page)
{
#ifdef HAVE_FOLIO
	return folio_pos(page_folio(page));
#else
	return page_offset(page);
#endif
}

static inline size_t compat_page_bytes(struct page *page)
{
#ifdef HAVE_FOLIO
	return folio_size(page_folio(page));
#else
	return page_size(compound_head(page));
#endif
}

/* One of the file's names. d_u is nameless since 7.0. */
static inline struct dentry *compat_first_alias(const struct inode *inode)
{
#ifdef HAVE_DENTRY_ALIAS_NAMELESS
	return hlist_entry_safe(READ_ONCE(inode->i_dentry.first), struct dentry, d_alias);
#else
	return hlist_entry_safe(READ_ONCE(inode->i_dentry.first), struct dentry, d_u.d_alias);
#endif
}

/* Where a file system is mounted: the first mount, or the first node of a list inside mounts. */
#ifdef HAVE_SUPER_FIRST_MOUNT
#define COMPAT_SUPER_FIRST_MOUNT true
#else
#define COMPAT_SUPER_FIRST_MOUNT false
#endif

static inline u64 compat_super_mounts(const struct super_block *super)
{
#ifdef HAVE_SUPER_FIRST_MOUNT
	return (u64)READ_ONCE(super->s_mounts);
#else
	return (u64)READ_ONCE(super->s_mounts.next);
#endif
}

/* FRED is known since 6.9; the hardware says it in CR4 whatever the headers know. */
#define COMPAT_CR4_FRED (1UL << 32)
#define COMPAT_CR4_LA57 (1UL << 12)

#endif
