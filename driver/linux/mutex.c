/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The driver's mutexes. See mutex.h.
 *
 * `owner` is the lock. A waiter sleeps a tick at most before it looks again, so a lost wake-up
 * costs a tick and not a hang; between two looks it answers cross-calls.
 */
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/timekeeping.h>

#include "compat.h"
#include "mutex.h"
#include "proc.h"
#include "xcall.h"

static LIST_HEAD(all_mutexes);
static DEFINE_MUTEX(all_lock); /* guards all_mutexes */

void dt_mutex_init_keyed(struct dt_mutex *mutex, const char *name, struct lock_class_key *key)
{
	*mutex = (struct dt_mutex){.name = name};
	init_waitqueue_head(&mutex->waiters);
	lockdep_init_map_wait(&mutex->map, name, key, 0, LD_WAIT_SLEEP);
	mutex_lock(&all_lock);
	list_add_tail(&mutex->all, &all_mutexes);
	mutex_unlock(&all_lock);
}

void dt_mutex_destroy(struct dt_mutex *mutex)
{
	if (!mutex->name)
		return;
	mutex_lock(&all_lock);
	list_del(&mutex->all);
	mutex_unlock(&all_lock);
	mutex->name = NULL;
}

bool dt_mutex_held(const struct dt_mutex *mutex)
{
	return READ_ONCE(mutex->owner) == current;
}

static bool try_lock(struct dt_mutex *mutex)
{
	return !READ_ONCE(mutex->owner) && !cmpxchg(&mutex->owner, NULL, current);
}

static void wait_and_lock(struct dt_mutex *mutex)
{
	u64 waited, start = ktime_get_mono_fast_ns();

	while (!try_lock(mutex)) {
		xcall_drain();
		wait_event_timeout(mutex->waiters, !READ_ONCE(mutex->owner), 1);
	}
	waited = ktime_get_mono_fast_ns() - start;
	mutex->waits++;
	mutex->wait_ns += waited;
	mutex->longest_ns = max(mutex->longest_ns, waited);
}

void dt_mutex_lock(struct dt_mutex *mutex)
{
	if (dt_mutex_held(mutex)) {
		mutex->recursions++;
		mutex->again++;
		proc_event(PROC_EVENT_ASSERT, __LINE__, 0);
		WARN(1, "mutex %s taken twice by one thread\n", mutex->name);
		return;
	}
	might_sleep();
	lock_map_acquire(&mutex->map);
	if (!try_lock(mutex))
		wait_and_lock(mutex);
	mutex->takes++;
}

void dt_mutex_unlock(struct dt_mutex *mutex)
{
	if (WARN(!dt_mutex_held(mutex), "mutex %s released by a thread that does not hold it\n",
		 mutex->name))
		return;
	if (mutex->again) {
		mutex->again--;
		return;
	}
	lock_map_release(&mutex->map);
	smp_store_release(&mutex->owner, NULL);
	if (wq_has_sleeper(&mutex->waiters))
		wake_up(&mutex->waiters);
}

static int show_mutexes(struct seq_file *seq, void *unused)
{
	const struct dt_mutex *mutex;

	seq_printf(seq, "%-20s %10s %8s %12s %12s %5s  owner\n", "mutex", "takes", "waits",
		   "waited-ns", "longest-ns", "twice");
	mutex_lock(&all_lock);
	list_for_each_entry(mutex, &all_mutexes, all)
		seq_printf(seq, "%-20s %10llu %8llu %12llu %12llu %5llu  %s\n", mutex->name,
			   mutex->takes, mutex->waits, mutex->wait_ns, mutex->longest_ns,
			   mutex->recursions, READ_ONCE(mutex->owner) ? "held" : "-");
	mutex_unlock(&all_lock);
	return 0;
}

int mutexes_start(void)
{
	return proc_file_add("mutex", show_mutexes);
}

void mutexes_stop(void)
{
	proc_file_remove("mutex");
}
