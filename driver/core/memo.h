/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What one probe notes and a later one of the same thing wants to know: records of fixed size by a
 * key (an address). Without locks; for probe context.
 *
 * One key belongs to one flow of events, so it is never noted and taken at the same time. A note
 * whose counterpart never comes stays until its key is noted again, or until others need the place.
 */
#ifndef DTRACE_CORE_MEMO_H
#define DTRACE_CORE_MEMO_H

#include <dtrace/types.h>

#define MEMO_SLOTS 1024 /* a power of two */
#define MEMO_REACH 16	/* slots a key may lie in */

struct memo {
	size_t size;	/* of a record */
	void *records;	/* MEMO_SLOTS of them */
	uint64_t *keys; /* 0: free */
};

#define MEMO(name, type)                         \
	static type name##_records[MEMO_SLOTS];  \
	static uint64_t name##_keys[MEMO_SLOTS]; \
	static struct memo name = {sizeof(type), name##_records, name##_keys}

void memo_note(struct memo *memo, uint64_t key, const void *record);
/* False: there is none. */
bool memo_take(struct memo *memo, uint64_t key, void *record);

#endif
