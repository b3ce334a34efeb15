/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See memo.h. A slot is claimed by putting CLAIMED in the place of its key, filled, and given its
 * new key; so a record is only ever read under the key it was written for.
 */
#include <linux/atomic.h>
#include <linux/hash.h>
#include <linux/log2.h>
#include <linux/string.h>

#include "memo.h"

#define FREE	0ull
#define CLAIMED 1ull /* no address */

static unsigned int slot_of(u64 key, unsigned int i)
{
	return (hash_64(key, ilog2(MEMO_SLOTS)) + i) & (MEMO_SLOTS - 1);
}

/* The slot with this key, claimed; or MEMO_SLOTS. */
static unsigned int claim(struct memo *memo, u64 with, u64 key)
{
	unsigned int i;

	for (i = 0; i < MEMO_REACH; i++) {
		unsigned int slot = slot_of(key, i);

		if (READ_ONCE(memo->keys[slot]) == with &&
		    cmpxchg(&memo->keys[slot], with, CLAIMED) == with)
			return slot;
	}
	return MEMO_SLOTS;
}

/* None free: what lies in the first one is the loss. */
static unsigned int claim_any(struct memo *memo, u64 key)
{
	unsigned int slot = slot_of(key, 0);
	u64 old = READ_ONCE(memo->keys[slot]);

	return old != CLAIMED && cmpxchg(&memo->keys[slot], old, CLAIMED) == old ? slot
										 : MEMO_SLOTS;
}

static void *record_at(struct memo *memo, unsigned int slot)
{
	return memo->records + slot * memo->size;
}

void memo_note(struct memo *memo, u64 key, const void *record)
{
	unsigned int slot = claim(memo, key, key);

	if (slot == MEMO_SLOTS)
		slot = claim(memo, FREE, key);
	if (slot == MEMO_SLOTS)
		slot = claim_any(memo, key);
	if (slot == MEMO_SLOTS)
		return;
	memcpy(record_at(memo, slot), record, memo->size);
	smp_store_release(&memo->keys[slot], key);
}

bool memo_take(struct memo *memo, u64 key, void *record)
{
	unsigned int slot = claim(memo, key, key);

	if (slot == MEMO_SLOTS)
		return false;
	memcpy(record, record_at(memo, slot), memo->size);
	smp_store_release(&memo->keys[slot], FREE);
	return true;
}
