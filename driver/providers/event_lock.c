/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lockstat: locks of the kernel, taken and waited for. arg0 is the lock.
 *
 *	adaptive-acquire, adaptive-release	a mutex is had, is given back
 *	adaptive-acquire-error	it is not had: arg1 the errno (EINTR; EBUSY: it was only tried)
 *	adaptive-spin, adaptive-block	it was taken: arg1 how many ns passed until the thread went
 *				on; -block if it had to sleep, -spin if its owner gave it back
 *				in time
 *	spin-acquire, spin-release	a spinlock
 *	spin-spin		it was taken; arg1 ns
 *	thread-spin		the same where it was the lock of a CPU's queue of threads
 *	rw-acquire, rw-release	a readers-writer lock, one that sleeps (rwsem) or spins (rwlock);
 *				arg1 RW_READER or RW_WRITER
 *	rw-block, rw-spin	it was taken; arg1 ns, arg2 RW_READER or RW_WRITER
 *	rw-downgrade		a writer becomes a reader
 *
 * A block or spin is told before the acquire that ends it, to one consumer. What a kernel compiles
 * into its callers cannot be seen (on 5.10 _raw_spin_unlock() and its like: few spin-release), nor
 * what inlined code does to rwsems of each CPU. Linux upgrades no reader: there is no rw-upgrade.
 * With PREEMPT_RT a spinlock_t sleeps and is adaptive; spin-* are about raw_spinlock_t.
 *
 * An acquire begins at one place and ends at one of several: these functions leave by a jump to
 * their slow path, which returns in their stead. What both have in common is where on the stack
 * their return address lies; it is what a beginning is noted by. Interrupts that take locks lie
 * elsewhere.
 *
 * Probe context; more often than all other tables together.
 */
#include <linux/errno.h>
#include <linux/percpu.h>
#include <linux/ptrace.h>
#include <linux/sched.h>

#include "../core/host.h"
#include "../linux/symbols.h"
#include "event.h"
#include "../core/memo.h"

/* One more than what programs see. ORDER RW_ (libdtrace/d/lockstat.d) */
enum side {
	NO_SIDE,
	WRITER,
	READER
};

/* What a function returns when it has the lock. */
enum outcome {
	ALWAYS, /* it says nothing, or something else */
	ZERO,	/* 0, else a negative errno */
	TRUE,	/* not 0 */
};

/* detail of the places */
struct lock_use {
	enum side side;
	enum outcome outcome;
	bool slept, run_queue; /* it has to be so */
};

struct beginning {
	u64 lock, time;
	unsigned long switches; /* of the thread, so far */
};

MEMO(beginnings, struct beginning);

/* Places end each other's beginnings not: the upper half of a stack address says nothing. */
static u64 key_of(const struct event_hit *hit, const struct dtrace_firing *firing)
{
	const struct pt_regs *regs = firing->regs;

	return regs->sp ^ (u64)(unsigned long)hit->place << 48;
}

static unsigned long switches(void)
{
	return current->nvcsw + current->nivcsw;
}

/* Entry or return? The first is noted, of the second *began is what was noted. */
static bool ends(const struct event_hit *hit, const struct dtrace_firing *firing,
		 struct beginning *began)
{
	const u64 key = key_of(hit, firing);

	if (hit->place->at[hit->from].source == EVENT_RETURN)
		return memo_take(&beginnings, key, began);
	began->lock = hit->arg[0];
	began->time = host_time();
	began->switches = switches();
	memo_note(&beginnings, key, began);
	return false;
}

static bool tell(struct dtrace_firing *firing, u64 lock, u64 value)
{
	firing->arg[0] = lock;
	firing->arg[1] = value;
	firing->args = 2;
	return true;
}

static bool tell_side(struct dtrace_firing *firing, u64 lock, enum side side)
{
	return tell(firing, lock, side ? side - 1 : 0);
}

static bool tell_time(struct dtrace_firing *firing, const struct beginning *began, enum side side)
{
	tell(firing, began->lock, host_time() - began->time);
	if (side)
		firing->arg[firing->args++] = side - 1;
	return true;
}

/* --- taken and given back ----------------------------------------------------------------- */

static bool has_it(enum outcome outcome, int value)
{
	return outcome == ALWAYS || (value == 0) == (outcome == ZERO);
}

static bool acquired(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct lock_use *use = hit->place->detail;
	struct beginning began;

	return ends(hit, firing, &began) && has_it(use->outcome, (int)hit->arg[0]) &&
	       tell_side(firing, began.lock, use->side);
}

static bool missed(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct lock_use *use = hit->place->detail;
	const int value = hit->arg[0];
	struct beginning began;

	return ends(hit, firing, &began) && !has_it(use->outcome, value) &&
	       tell(firing, began.lock, use->outcome == TRUE ? EBUSY : -value);
}

static bool released(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct lock_use *use = hit->place->detail;

	return tell_side(firing, hit->arg[0], use->side);
}

/* --- waited for ------------------------------------------------------------------------------ */

static bool waited(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct lock_use *use = hit->place->detail;
	struct beginning began;

	return ends(hit, firing, &began) && (began.switches != switches()) == use->slept &&
	       tell_time(firing, &began, use->side);
}

/* Where each CPU has its struct rq, which begins with its lock. */
static unsigned long run_queues;

static bool is_of_run_queue(u64 lock)
{
	int cpu;

	if (!run_queues)
		return false;
	for_each_possible_cpu(cpu)
		if (run_queues + per_cpu_offset(cpu) == lock)
			return true;
	return false;
}

static bool spun(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct lock_use *use = hit->place->detail;
	struct beginning began;

	return ends(hit, firing, &began) && is_of_run_queue(began.lock) == use->run_queue &&
	       tell_time(firing, &began, NO_SIDE);
}

/* --- the table -------------------------------------------------------------------------------- */

#define USE(...) (&(const struct lock_use){__VA_ARGS__})
#define RETURNS(function)                    \
	{                                    \
		EVENT_RETURN, function, true \
	}

/* From a function's entry to its return, or to that of another it jumps to. */
#define PASSES(function, fetch_it, use, ...)                                     \
	{                                                                        \
		.at = {RETURNS(function), {EVENT_ENTRY, function}, __VA_ARGS__}, \
		.fetch = fetch_it, .detail = use                                 \
	}
#define RELEASES(function, use)                                                   \
	{                                                                         \
		.at = {{EVENT_ENTRY, function}}, .fetch = released, .detail = use \
	}

#define MUTEX(function, fetch, how)                                           \
	PASSES(function, fetch, USE(.outcome = how), RETURNS("__mutex_lock"), \
	       RETURNS("rt_mutex_slowlock"))
#define WW_MUTEX(function, fetch, how) \
	PASSES(function, fetch, USE(.outcome = how), RETURNS("__ww_mutex_lock"))
#define MUTEX_WAIT(function, sleeps) \
	PASSES(function, waited, USE(.slept = sleeps), RETURNS("__mutex_lock"))
#define MUTEX_WAITS(sleeps)                                                     \
	EVENT_PLACES(MUTEX_WAIT("__mutex_lock_slowpath", sleeps),               \
		     MUTEX_WAIT("__mutex_lock_interruptible_slowpath", sleeps), \
		     MUTEX_WAIT("__mutex_lock_killable_slowpath", sleeps),      \
		     PASSES("rt_mutex_slowlock", waited, USE(.slept = sleeps)), \
		     PASSES("rt_spin_lock_slowlock", waited, USE(.slept = sleeps)))

#define SPIN_LOCK(function, how) \
	PASSES(function, acquired, USE(.outcome = how), RETURNS("native_queued_spin_lock_slowpath"))
#define SPINS(use)                                                          \
	EVENT_PLACES(PASSES("native_queued_spin_lock_slowpath", spun, use), \
		     PASSES("__pv_queued_spin_lock_slowpath", spun, use))

#define READ_LOCK(function, how)                                        \
	PASSES(function, acquired, USE(.side = READER, .outcome = how), \
	       RETURNS("rwsem_down_read_slowpath"), RETURNS("queued_read_lock_slowpath"))
#define WRITE_LOCK(function, how)                                       \
	PASSES(function, acquired, USE(.side = WRITER, .outcome = how), \
	       RETURNS("rwsem_down_write_slowpath"), RETURNS("queued_write_lock_slowpath"))
#define READ_WAIT(function, sleeps)  PASSES(function, waited, USE(.side = READER, .slept = sleeps))
#define WRITE_WAIT(function, sleeps) PASSES(function, waited, USE(.side = WRITER, .slept = sleeps))

#define ADAPTIVE EVENT_ARGUMENTS({"struct mutex *"})
#define WAITED	 EVENT_ARGUMENTS({"struct mutex *"}, {"uint64_t"})
#define SPINNING EVENT_ARGUMENTS({"raw_spinlock_t *"}, {"uint64_t"})

/* A wait before the acquire that ends it, at the same return of a slow path. */
static const struct event_kind kinds[] = {
	{"adaptive-block", WAITED, MUTEX_WAITS(true)},
	{"adaptive-spin", WAITED, MUTEX_WAITS(false)},
	{"adaptive-acquire", ADAPTIVE,
	 EVENT_PLACES(
		 MUTEX("mutex_lock", acquired, ALWAYS), MUTEX("mutex_lock_io", acquired, ALWAYS),
		 MUTEX("mutex_lock_interruptible", acquired, ZERO),
		 MUTEX("mutex_lock_killable", acquired, ZERO),
		 MUTEX("mutex_trylock", acquired, TRUE), WW_MUTEX("ww_mutex_lock", acquired, ZERO),
		 WW_MUTEX("ww_mutex_lock_interruptible", acquired, ZERO),
		 WW_MUTEX("ww_mutex_trylock", acquired, TRUE),
		 MUTEX("rt_spin_lock", acquired, ALWAYS),
		 MUTEX("rt_spin_trylock", acquired, TRUE))},
	{"adaptive-acquire-error", EVENT_ARGUMENTS({"struct mutex *"}, {"int"}),
	 EVENT_PLACES(MUTEX("mutex_lock_interruptible", missed, ZERO),
		      MUTEX("mutex_lock_killable", missed, ZERO),
		      MUTEX("mutex_trylock", missed, TRUE))},
	{"adaptive-release", ADAPTIVE,
	 EVENT_PLACES(RELEASES("mutex_unlock", USE()), RELEASES("rt_spin_unlock", USE()))},
	{"spin-spin", SPINNING, SPINS(USE(.run_queue = false))},
	{"thread-spin", SPINNING, SPINS(USE(.run_queue = true))},
	{"spin-acquire", EVENT_ARGUMENTS({"raw_spinlock_t *"}),
	 EVENT_PLACES(SPIN_LOCK("_raw_spin_lock", ALWAYS), SPIN_LOCK("_raw_spin_lock_bh", ALWAYS),
		      SPIN_LOCK("_raw_spin_lock_irq", ALWAYS),
		      SPIN_LOCK("_raw_spin_lock_irqsave", ALWAYS),
		      SPIN_LOCK("_raw_spin_trylock", TRUE),
		      SPIN_LOCK("_raw_spin_trylock_bh", TRUE))},
	{"spin-release", EVENT_ARGUMENTS({"raw_spinlock_t *"}),
	 EVENT_PLACES(RELEASES("_raw_spin_unlock", USE()), RELEASES("_raw_spin_unlock_bh", USE()),
		      RELEASES("_raw_spin_unlock_irq", USE()),
		      RELEASES("_raw_spin_unlock_irqrestore", USE()))},
	{"rw-block", EVENT_ARGUMENTS({"void *"}, {"uint64_t"}, {"int"}),
	 EVENT_PLACES(READ_WAIT("rwsem_down_read_slowpath", true),
		      WRITE_WAIT("rwsem_down_write_slowpath", true))},
	{"rw-spin", EVENT_ARGUMENTS({"void *"}, {"uint64_t"}, {"int"}),
	 EVENT_PLACES(READ_WAIT("rwsem_down_read_slowpath", false),
		      WRITE_WAIT("rwsem_down_write_slowpath", false),
		      READ_WAIT("queued_read_lock_slowpath", false),
		      WRITE_WAIT("queued_write_lock_slowpath", false))},
	{"rw-acquire", EVENT_ARGUMENTS({"void *"}, {"int"}),
	 EVENT_PLACES(READ_LOCK("down_read", ALWAYS), READ_LOCK("down_read_interruptible", ZERO),
		      READ_LOCK("down_read_killable", ZERO), READ_LOCK("down_read_trylock", TRUE),
		      READ_LOCK("_raw_read_lock", ALWAYS), READ_LOCK("_raw_read_lock_bh", ALWAYS),
		      READ_LOCK("_raw_read_lock_irq", ALWAYS),
		      READ_LOCK("_raw_read_lock_irqsave", ALWAYS),
		      READ_LOCK("_raw_read_trylock", TRUE), WRITE_LOCK("down_write", ALWAYS),
		      WRITE_LOCK("down_write_killable", ZERO),
		      WRITE_LOCK("down_write_trylock", TRUE), WRITE_LOCK("_raw_write_lock", ALWAYS),
		      WRITE_LOCK("_raw_write_lock_bh", ALWAYS),
		      WRITE_LOCK("_raw_write_lock_irq", ALWAYS),
		      WRITE_LOCK("_raw_write_lock_irqsave", ALWAYS),
		      WRITE_LOCK("_raw_write_trylock", TRUE))},
	{"rw-release", EVENT_ARGUMENTS({"void *"}, {"int"}),
	 EVENT_PLACES(RELEASES("up_read", USE(.side = READER)),
		      RELEASES("_raw_read_unlock", USE(.side = READER)),
		      RELEASES("_raw_read_unlock_bh", USE(.side = READER)),
		      RELEASES("_raw_read_unlock_irq", USE(.side = READER)),
		      RELEASES("_raw_read_unlock_irqrestore", USE(.side = READER)),
		      RELEASES("up_write", USE(.side = WRITER)),
		      RELEASES("_raw_write_unlock", USE(.side = WRITER)),
		      RELEASES("_raw_write_unlock_bh", USE(.side = WRITER)),
		      RELEASES("_raw_write_unlock_irq", USE(.side = WRITER)),
		      RELEASES("_raw_write_unlock_irqrestore", USE(.side = WRITER)))},
	{"rw-downgrade", EVENT_ARGUMENTS({"void *"}),
	 EVENT_PLACES(RELEASES("downgrade_write", USE()))},
	{}};

static void start(void)
{
	run_queues = symbol_lookup("runqueues");
}

const struct event_provider event_lockstat = {"lockstat", kinds, start};
