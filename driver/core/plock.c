/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See plock.h. An entry is noted by process, stack and probe; a thread that is in the function has
 * its return address there and nobody else.
 */
#include "memo.h"
#include "plock.h"

MEMO(entries, uint64_t);

static uint64_t key_of(const struct plock_hit *hit)
{
	return hit->stack ^ (uint64_t)((uint32_t)hit->pid * 31 + hit->probe) << 44;
}

static bool is_told_at_return(const struct plock_hit *hit)
{
	return DTRACE_PLOCK_EVENT(hit->what) == DTRACE_PLOCK_ACQUIRE ||
	       DTRACE_PLOCK_EVENT(hit->what) == DTRACE_PLOCK_ERROR;
}

uint64_t plock_lock(const struct plock_hit *hit)
{
	uint64_t lock = 0;

	if (!is_told_at_return(hit))
		return hit->value;
	if (!hit->returns)
		memo_note(&entries, key_of(hit), &hit->value);
	else if (!memo_take(&entries, key_of(hit), &lock))
		lock = 0;
	return lock;
}

/* --- glibc's pthread_mutex_t and pthread_rwlock_t ----------------------------------------------
 */

enum {
	MUTEX_LOCK = 0, /* not 0: taken */
	MUTEX_COUNT = 1,
	MUTEX_OWNER = 2,
	MUTEX_KIND = 4,
	RWLOCK_READERS = 0,
	RWLOCK_WRITER = 6,
};

#define KIND_MASK      3
#define KIND_RECURSIVE 1
#define KIND_ADAPTIVE  3
#define WRITER_WAITS   2 /* in RWLOCK_READERS, whose number begins at bit 3 */
#define READERS_SHIFT  3

static bool is_anothers(const struct plock_hit *hit, const uint32_t *words)
{
	switch (DTRACE_PLOCK_SORT(hit->what)) {
	case DTRACE_PLOCK_MUTEX:
		return words[MUTEX_LOCK] && words[MUTEX_OWNER] != (uint32_t)hit->tid;
	case DTRACE_PLOCK_READER:
		return words[RWLOCK_WRITER] || words[RWLOCK_READERS] & WRITER_WAITS;
	default:
		return words[RWLOCK_WRITER] || words[RWLOCK_READERS] >> READERS_SHIFT;
	}
}

/* How often it was taken before. */
static bool is_again(const uint32_t *words)
{
	return (words[MUTEX_KIND] & KIND_MASK) == KIND_RECURSIVE && words[MUTEX_COUNT] > 1;
}

static bool tell(struct dtrace_firing *firing, uint64_t lock, uint64_t value)
{
	firing->arg[0] = lock;
	firing->arg[1] = value;
	firing->args = 2;
	return true;
}

static uint64_t side_or_again(const struct plock_hit *hit, const uint32_t *words)
{
	if (DTRACE_PLOCK_SORT(hit->what) == DTRACE_PLOCK_MUTEX)
		return is_again(words);
	return DTRACE_PLOCK_SORT(hit->what) == DTRACE_PLOCK_WRITER;
}

/* EOWNERDEAD: it has it all the same. */
bool plock_tell(const struct plock_hit *hit, uint64_t lock, const uint32_t *words,
		struct dtrace_firing *firing)
{
	const bool mutex = DTRACE_PLOCK_SORT(hit->what) == DTRACE_PLOCK_MUTEX;
	const bool adaptive = mutex && (words[MUTEX_KIND] & KIND_MASK) == KIND_ADAPTIVE;
	const uint32_t value = hit->value;

	switch (DTRACE_PLOCK_EVENT(hit->what)) {
	case DTRACE_PLOCK_ACQUIRE:
		return (value == 0 || value == EOWNERDEAD) &&
		       tell(firing, lock, side_or_again(hit, words));
	case DTRACE_PLOCK_ERROR:
		return value != 0 && value != EOWNERDEAD && tell(firing, lock, value);
	case DTRACE_PLOCK_BLOCK:
		return !adaptive && is_anothers(hit, words) &&
		       tell(firing, lock, mutex ? 0 : side_or_again(hit, words));
	case DTRACE_PLOCK_SPIN:
		return adaptive && is_anothers(hit, words) && tell(firing, lock, 0);
	default:
		return tell(firing, lock, mutex ? is_again(words) : words[RWLOCK_WRITER] != 0);
	}
}
