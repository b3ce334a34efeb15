/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * plockstat: what a hit at a function of glibc that takes or gives back a lock means.
 *
 *	mutex-acquire	arg0 the lock, arg1 whether it was this thread's already
 *	mutex-release	the same
 *	mutex-block	arg0; it is another's now, who takes it will sleep
 *	mutex-spin	.. will look again for a while first (PTHREAD_MUTEX_ADAPTIVE_NP)
 *	mutex-error	arg1 the errno
 *	rw-*		arg1 0: a reader, 1: a writer; rw-error: the errno
 *
 * Whether a lock is another's is read in the lock itself, as glibc has it on x86-64. What it does
 * in a jump to a function without a name (robust and priority-inheriting mutexes) has no acquire.
 * Probe context.
 */
#ifndef DTRACE_CORE_PLOCK_H
#define DTRACE_CORE_PLOCK_H

#include <dtrace/plock.h>
#include <dtrace/types.h>

#include "provider.h"

#define PLOCK_WORDS 8 /* of a lock that are looked at */

struct plock_hit {
	uint8_t what;	/* DTRACE_PLOCK() */
	bool returns;	/* or enters */
	uint64_t stack; /* of the thread: where the return address lies */
	uint64_t value; /* the first argument, or what is returned */
	dtrace_id_t probe;
	int32_t pid, tid;
};

/* The lock it is about, or 0: nothing to tell. */
uint64_t plock_lock(const struct plock_hit *hit);
/* Fills in arguments; `words` are the lock's. False: no event. */
bool plock_tell(const struct plock_hit *hit, uint64_t lock, const uint32_t *words,
		struct dtrace_firing *firing);

#endif
