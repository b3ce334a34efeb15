/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * vminfo and sysinfo: what vmstat and mpstat count, at the moment it is counted. arg0 is by how
 * much; arg1, where other systems have the counter's address, is 0; of sysinfo arg2 is the CPU.
 *
 * Linux has other counters than the systems these names come from. Here are those that mean
 * the same:
 *
 *	as_fault	a fault on an address of a process, that the kernel then looks after
 *	maj_fault	one that had to wait for a device
 *	cow_fault	a write to a page that is shared
 *	prot_fault	a fault on a page that is there: not for this (a write to a shared one too)
 *	zfod		a page of zeros is made
 *	kernel_asflt	a fault in the kernel
 *	pgin, pgpgin	a request reads; its pages. pgout, pgpgout: writes
 *	anonpgin, anonpgout	a page comes from, goes to swap; swapin, swapout, pgswapin and
 *			pgswapout are the same, for processes are not swapped as a whole
 *	pgrrun		the page daemon begins; scan, dfree: pages it looks at, frees
 *
 *	pswitch, inv_swtch   another thread; the one before could have gone on
 *	sysfork, sysvfork, sysexec, sysread, syswrite, readch, writech	calls, and bytes
 *	procovf		a fork failed: too many
 *	nthreads, modload, modunload, msg, sema, namei	things made, sent, looked up
 *	bread, bwrite	requests to block devices, read and write
 *	lread, lwrite	the same of blocks in memory: looked up, changed
 *	mutex_adenters, rw_rdfails, rw_wrfails	a lock that was taken already
 *	xcalls, trap, idlethread	calls to other CPUs, faults of programs, idling
 *
 * What no counter of Linux is: doc/LINUX.md.
 *
 * sysread and syswrite are calls that use one buffer, from wherever in the kernel. Probe context.
 */
#include <asm/trap_pf.h>
#include <linux/bio.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/smp.h>

#include "../linux/compat.h"
#include "../linux/compat_files.h"
#include "event.h"

static bool count(struct dtrace_firing *firing, uint64_t increment)
{
	firing->arg[0] = increment;
	firing->arg[1] = 0;
	firing->arg[2] = raw_smp_processor_id();
	firing->args = 3;
	return increment != 0;
}

static bool once(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return count(firing, 1);
}

/* --- memory --------------------------------------------------------------------------- */

/* handle_mm_fault() returns VM_FAULT_*. */
static bool major_fault(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return count(firing, hit->arg[0] & VM_FAULT_MAJOR ? 1 : 0);
}

/*
 * mm_page_alloc(page, order, flags, …): what a process gets when it touches memory, where the
 * compiler left no function for it.
 */
static bool zeroed(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const u32 wanted = GFP_HIGHUSER_MOVABLE | __GFP_ZERO, flags = hit->arg[2];

	return (flags & wanted) == wanted && count(firing, 1ull << (unsigned int)hit->arg[1]);
}

/* page_fault_user(address, registers, error code) */
static bool protection(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return count(firing, hit->arg[2] & X86_PF_PROT ? 1 : 0);
}

/* block_bio_queue(bio) */
static const struct bio *with_data(const struct event_hit *hit, bool write)
{
	const struct bio *bio = (const void *)hit->arg[COMPAT_BIO_QUEUE_ARGUMENT];

	return bio->bi_iter.bi_size && op_is_write(bio_op(bio)) == write ? bio : NULL;
}

static bool read_request(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return count(firing, with_data(hit, false) ? 1 : 0);
}

static bool write_request(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return count(firing, with_data(hit, true) ? 1 : 0);
}

static uint64_t pages_of(const struct bio *bio)
{
	return bio ? DIV_ROUND_UP(bio->bi_iter.bi_size, PAGE_SIZE) : 0;
}

static bool pages_read(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return count(firing, pages_of(with_data(hit, false)));
}

static bool pages_written(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return count(firing, pages_of(with_data(hit, true)));
}

/* mm_vmscan_lru_shrink_inactive(node, scanned, reclaimed, …) */
static bool pages_scanned(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return count(firing, hit->arg[1]);
}

static bool pages_freed(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return count(firing, hit->arg[2]);
}

/* --- threads, calls -------------------------------------------------------------------- */

/* sched_switch(preempt, previous, next, …) */
static bool involuntary(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct task_struct *previous = (const void *)hit->arg[1];
	bool could_run = (bool)hit->arg[0] || compat_task_state(previous) == 0;

	return previous->pid && could_run && count(firing, 1);
}

/* kernel_clone(arguments) */
static bool clones(const struct event_hit *hit, u64 vfork)
{
	const struct kernel_clone_args *args = (const void *)hit->arg[0];

	return !(current->flags & PF_KTHREAD) && !(args->flags & CLONE_THREAD) &&
	       (args->flags & CLONE_VFORK) == vfork;
}

static bool forked(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return clones(hit, 0) && count(firing, 1);
}

static bool vforked(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return clones(hit, CLONE_VFORK) && count(firing, 1);
}

/* kernel_clone() returns a pid or an error. */
static bool too_many(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return count(firing, (int)hit->arg[0] == -EAGAIN ? 1 : 0);
}

/* vfs_read(), vfs_write() return how many bytes, or an error. */
static bool bytes(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return (long)hit->arg[0] > 0 && count(firing, hit->arg[0]);
}

/* cpu_idle(state, cpu); state is -1 at the end of it. */
static bool idles(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return (int)hit->arg[0] != -1 && count(firing, 1);
}

/* --- the tables ------------------------------------------------------------------------- */

#define COUNT	      EVENT_ARGUMENTS({"uint64_t"}, {"uint64_t *"})
#define COUNT_CPU     EVENT_ARGUMENTS({"uint64_t"}, {"uint64_t *"}, {"int"})
#define TRACE(...)    EVENT_AT(EVENT_TRACEPOINT, __VA_ARGS__)
#define ENTER(...)    EVENT_AT(EVENT_ENTRY, __VA_ARGS__)
#define LEAVE(...)    EVENT_AT(EVENT_RETURN, __VA_ARGS__)
#define OR_TRACE(...) EVENT_ELSE(EVENT_TRACEPOINT, __VA_ARGS__)
#define OR_ENTER(...) EVENT_ELSE(EVENT_ENTRY, __VA_ARGS__)

#define MEMORY(name, ...)                              \
	{                                              \
		name, COUNT, EVENT_PLACES(__VA_ARGS__) \
	}
#define SYSTEM(name, ...)                                  \
	{                                                  \
		name, COUNT_CPU, EVENT_PLACES(__VA_ARGS__) \
	}

#define SWAP_IN	 ENTER("do_swap_page", once)
#define SWAP_OUT ENTER("swap_writepage", once), ENTER("swap_writeout", once)

static const struct event_kind memory_kinds[] = {
	MEMORY("as_fault", ENTER("handle_mm_fault", once)),
	MEMORY("maj_fault", LEAVE("handle_mm_fault", major_fault)),
	MEMORY("cow_fault", ENTER("do_wp_page", once)),
	MEMORY("zfod", ENTER("do_anonymous_page", once), OR_TRACE("mm_page_alloc", zeroed)),
	MEMORY("prot_fault", TRACE("page_fault_user", protection)),
	MEMORY("kernel_asflt", TRACE("page_fault_kernel", once)),
	MEMORY("pgin", TRACE("block_bio_queue", read_request)),
	MEMORY("pgpgin", TRACE("block_bio_queue", pages_read)),
	MEMORY("pgout", TRACE("block_bio_queue", write_request)),
	MEMORY("pgpgout", TRACE("block_bio_queue", pages_written)),
	MEMORY("anonpgin", SWAP_IN),
	MEMORY("anonpgout", SWAP_OUT),
	MEMORY("swapin", SWAP_IN),
	MEMORY("swapout", SWAP_OUT),
	MEMORY("pgswapin", SWAP_IN),
	MEMORY("pgswapout", SWAP_OUT),
	MEMORY("pgrrun", TRACE("mm_vmscan_kswapd_wake", once)),
	MEMORY("scan", TRACE("mm_vmscan_lru_shrink_inactive", pages_scanned)),
	MEMORY("dfree", TRACE("mm_vmscan_lru_shrink_inactive", pages_freed)),
	{}};

static const struct event_kind system_kinds[] = {
	SYSTEM("pswitch", TRACE("sched_switch", once)),
	SYSTEM("inv_swtch", TRACE("sched_switch", involuntary)),
	SYSTEM("sysfork", ENTER("kernel_clone", forked)),
	SYSTEM("sysvfork", ENTER("kernel_clone", vforked)),
	SYSTEM("procovf", LEAVE("kernel_clone", too_many)),
	SYSTEM("sysexec", ENTER("do_execveat_common", once)),
	SYSTEM("sysread", ENTER("vfs_read", once)),
	SYSTEM("syswrite", ENTER("vfs_write", once)),
	SYSTEM("readch", LEAVE("vfs_read", bytes)),
	SYSTEM("writech", LEAVE("vfs_write", bytes)),
	SYSTEM("nthreads", TRACE("sched_process_fork", once)),
	SYSTEM("modload", TRACE("module_load", once)),
	SYSTEM("modunload", TRACE("module_free", once)),
	SYSTEM("msg", ENTER("do_msgsnd", once), ENTER("do_msgrcv", once)),
	SYSTEM("sema", ENTER("do_semtimedop", once)),
	SYSTEM("namei", ENTER("filename_lookup", once), ENTER("path_openat", once)),
	SYSTEM("lread", ENTER("bdev_getblk", once), OR_ENTER("__getblk_gfp", once)),
	SYSTEM("lwrite", ENTER("mark_buffer_dirty", once)),
	SYSTEM("bread", TRACE("block_bio_queue", read_request)),
	SYSTEM("bwrite", TRACE("block_bio_queue", write_request)),
	SYSTEM("mutex_adenters", ENTER("__mutex_lock_slowpath", once)),
	SYSTEM("rw_rdfails", ENTER("rwsem_down_read_slowpath", once)),
	SYSTEM("rw_wrfails", ENTER("rwsem_down_write_slowpath", once)),
	SYSTEM("xcalls", ENTER("smp_call_function_many_cond", once),
	       ENTER("smp_call_function_single", once)),
	SYSTEM("trap", TRACE("page_fault_user", once)),
	SYSTEM("idlethread", TRACE("cpu_idle", idles)),
	{}};

const struct event_provider event_vminfo = {"vminfo", memory_kinds};
const struct event_provider event_sysinfo = {"sysinfo", system_kinds};
