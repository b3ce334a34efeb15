/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Mutexes of the driver's control paths.
 *
 * They know cross-calls: a thread that waits answers what other CPUs ask of its CPU, so a
 * holder that waits for that CPU's answer cannot deadlock with it. Waiters give up the CPU. Not
 * recursive: taking one twice is a broken invariant, reported and then refused to hang (the inner
 * pair of lock and unlock has no effect).
 *
 * A kernel with lockdep knows them too, as one class for each place that makes some (mutex_init()'s way), or for each
 * mutex where the caller brings a key: it sees in which order they and the kernel's own locks are taken, and a take
 * where nothing may sleep. Elsewhere that is no code and no memory.
 *
 * Thread context only. Waits are counted; /proc/dtrace/mutex shows every mutex by name.
 */
#ifndef DTRACE_LINUX_MUTEX_H
#define DTRACE_LINUX_MUTEX_H

#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/types.h>
#include <linux/wait.h>

struct dt_mutex {
	struct task_struct *owner; /* NULL: free; taken and released with cmpxchg */
	unsigned int again;	   /* owner only: depth of (wrong) recursive takes */
	wait_queue_head_t waiters;
	const char *name;
	struct list_head all; /* for /proc/dtrace/mutex */
	struct lockdep_map map;
	/* written by the owner only */
	u64 takes, waits, wait_ns, longest_ns, recursions;
};

/* The name is not copied; the key is static, or registered with lockdep. */
void dt_mutex_init_keyed(struct dt_mutex *mutex, const char *name, struct lock_class_key *key);
#define dt_mutex_init(mutex, name)                        \
	do {                                              \
		static struct lock_class_key key;         \
		dt_mutex_init_keyed(mutex, name, &key);   \
	} while (0)
void dt_mutex_destroy(struct dt_mutex *mutex);
void dt_mutex_lock(struct dt_mutex *mutex);
void dt_mutex_unlock(struct dt_mutex *mutex);
bool dt_mutex_held(const struct dt_mutex *mutex); /* by the calling thread */

int mutexes_start(void); /* /proc/dtrace/mutex */
void mutexes_stop(void);

#endif
