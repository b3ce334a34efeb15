/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See memo.h. A slot is claimed by putting CLAIMED in the place of its key, filled, and given its
 * new key; so a record is only ever read under the key it was written for.
 */
#include "memo.h"
#include "objects.h"

#define FREE	0ull
#define CLAIMED 1ull /* no address */

#define GOLDEN_RATIO 0x61c8864680b583ebull

static unsigned int slot_of(uint64_t key, unsigned int i)
{
	return ((unsigned int)(key * GOLDEN_RATIO >> 32) + i) & (MEMO_SLOTS - 1);
}

static bool replace(uint64_t *at, uint64_t old, uint64_t with)
{
	return __atomic_compare_exchange_n(at, &old, with, false, __ATOMIC_ACQUIRE,
					   __ATOMIC_RELAXED);
}

/* The slot with this key, claimed; or MEMO_SLOTS. */
static unsigned int claim(struct memo *memo, uint64_t with, uint64_t key)
{
	unsigned int i;

	for (i = 0; i < MEMO_REACH; i++) {
		unsigned int slot = slot_of(key, i);

		if (DTRACE_PEEK(memo->keys[slot]) == with &&
		    replace(&memo->keys[slot], with, CLAIMED))
			return slot;
	}
	return MEMO_SLOTS;
}

/* None free: what lies in the first one is the loss. */
static unsigned int claim_any(struct memo *memo, uint64_t key)
{
	unsigned int slot = slot_of(key, 0);
	uint64_t old = DTRACE_PEEK(memo->keys[slot]);

	return old != CLAIMED && replace(&memo->keys[slot], old, CLAIMED) ? slot : MEMO_SLOTS;
}

static void *record_at(struct memo *memo, unsigned int slot)
{
	return (char *)memo->records + slot * memo->size;
}

void memo_note(struct memo *memo, uint64_t key, const void *record)
{
	unsigned int slot = claim(memo, key, key);

	if (slot == MEMO_SLOTS)
		slot = claim(memo, FREE, key);
	if (slot == MEMO_SLOTS)
		slot = claim_any(memo, key);
	if (slot == MEMO_SLOTS)
		return;
	memcpy(record_at(memo, slot), record, memo->size);
	DTRACE_STORE(memo->keys[slot], key);
}

bool memo_take(struct memo *memo, uint64_t key, void *record)
{
	unsigned int slot = claim(memo, key, key);

	if (slot == MEMO_SLOTS)
		return false;
	memcpy(record, record_at(memo, slot), memo->size);
	DTRACE_STORE(memo->keys[slot], FREE);
	return true;
}
