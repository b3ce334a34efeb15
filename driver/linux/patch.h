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

/* Long enough for a near jump. Only the first byte of a patch is written in one piece. */
#define PATCH_MAX 5

struct patch {
	unsigned long address;
	void *owner;	    /* the caller's */
	const u8 *expected; /* what the text must read now .. */
	u8 compare;	    /* .. in so many bytes */
	u8 length;	    /* of bytes[] */
	u8 bytes[PATCH_MAX];
	bool done; /* set when written; not if the text did not read `expected`, or is not mapped */
};

int patch_start(void);
void patch_stop(void);

/*
 * Sorts, then compares and writes each that is not `done`, all under one hold of text_mutex.
 * Returns how many were written.
 */
size_t patch_apply(struct patch *patches, size_t count);

/* A writable alias of whole pages of text around [address, address + size), or NULL. */
void *patch_map(unsigned long address, size_t size);
void patch_unmap(void *alias);
/* Write to module text of our own, whatever it reads now. 0 or -ENOMEM. */
int patch_own_text(unsigned long address, const void *bytes, size_t size);

#endif
