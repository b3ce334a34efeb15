/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * mutex_owned(), rw_read_held() and their kin, for struct mutex and struct rw_semaphore. Probe
 * context; the addresses come from D programs and are read through host_load().
 *
 * A Linux mutex keeps its owner with flags in the low three bits. A reader-writer
 * semaphore counts its readers and keeps a writer bit; its owner is only a hint for readers, so
 * "the caller holds it for reading" cannot be told and is answered by "somebody does", as
 * DTrace always has. On PREEMPT_RT both are made of rt_mutexes, which nothing here can read.
 */
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

#include "../core/host.h"

#ifndef CONFIG_PREEMPT_RT

#define OWNER_FLAGS 7ul
#define RWSEM_WRITER 1l	     /* in count */
#define RWSEM_READER_SHIFT 8 /* readers in count above these bits */

static int load_long(uint64_t address, size_t offset, long *value)
{
	return host_load(value, address + offset, sizeof(*value));
}

static int mutex_owner_of(uint64_t address, uint64_t *owner)
{
	long word;
	int error = load_long(address, offsetof(struct mutex, owner), &word);

	if (!error)
		*owner = word & ~OWNER_FLAGS;
	return error;
}

static int mutex_state(enum host_lock_query query, uint64_t address, uint64_t *value)
{
	uint64_t owner;
	int error = mutex_owner_of(address, &owner);

	if (error)
		return error;
	switch (query) {
	case HOST_MUTEX_OWNED:
		*value = owner == (uint64_t)current;
		return 0;
	case HOST_MUTEX_OWNER:
		*value = owner;
		return 0;
	case HOST_MUTEX_ADAPTIVE: /* every struct mutex is: it spins while its owner runs, else sleeps */
		*value = 1;
		return 0;
	default:
		*value = 0;
		return 0;
	}
}

static int rwsem_state(enum host_lock_query query, uint64_t address, uint64_t *value)
{
	long count, owner;
	int error = load_long(address, offsetof(struct rw_semaphore, count), &count);

	if (!error)
		error = load_long(address, offsetof(struct rw_semaphore, owner), &owner);
	if (error)
		return error;
	switch (query) {
	case HOST_RW_READ_HELD:
		*value = !(count & RWSEM_WRITER) && count >> RWSEM_READER_SHIFT > 0;
		return 0;
	case HOST_RW_WRITE_HELD:
		*value = count & RWSEM_WRITER;
		return 0;
	default:
		*value = (count & RWSEM_WRITER) && (owner & ~OWNER_FLAGS) == (unsigned long)current;
		return 0;
	}
}

int host_lock_state(enum host_lock_query query, uint64_t address, uint64_t *value)
{
	if (query <= HOST_MUTEX_SPIN)
		return mutex_state(query, address, value);
	return rwsem_state(query, address, value);
}

#else

int host_lock_state(enum host_lock_query query, uint64_t address, uint64_t *value)
{
	return -EOPNOTSUPP;
}

#endif
