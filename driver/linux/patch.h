/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Writing text that is mapped read-only: through a second, writable mapping of its pages.
 *
 * Thread context. Nothing here synchronises CPUs: xcall_synchronize() after a batch is the
 * caller's.
 */
#ifndef DTRACE_LINUX_PATCH_H
#define DTRACE_LINUX_PATCH_H

#include <linux/types.h>

struct patch {
	unsigned long address;
	void *owner;	    /* the caller's */
	const u8 *expected; /* what the text must read now .. */
	const u8 *bytes;    /* .. and shall read */
	u8 compare;	    /* bytes of `expected` */
	u8 length; /* of `bytes`; 0: nothing is to be done. Only the first is written last */
	bool done; /* set when written; not if the text did not read `expected`, or is not mapped */
};

int patch_start(void);
void patch_stop(void);

/* text_mutex: while it is held nobody else writes text, or judges it by what it reads. */
void patch_lock(void);
void patch_unlock(void);
/*
 * Sorts, then compares and writes each that is not `done`. Returns how many were written. Under
 * patch_lock().
 */
size_t patch_apply(struct patch *patches, size_t count);

/* A writable alias of whole pages of text around [address, address + size), or NULL. */
void *patch_map(unsigned long address, size_t size);
void patch_unmap(void *alias);
/* Write to module text of our own, whatever it reads now. 0 or -ENOMEM. */
int patch_own_text(unsigned long address, const void *bytes, size_t size);

#endif
