/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the files of the site machinery share; nobody else includes it (but the self-test).
 *
 *	site.c		handles and their wishes, commit
 *	site_check.c	may a site stand here, and how does it continue
 *	site_table.c	address -> place, read without locks by a hit
 *	site_pool.c	out-of-line slots and hit counters
 *	site_hit.c	the hit itself (probe context)
 *	site_effect.c	what the instruction is about to do (probe context)
 *
 * A *place* is a patched (or patchable) address; a *site* is one user's interest in it. Both are
 * changed under the site lock; the hit path reads the fields marked [hit] without any. Memory
 * that the hit path may have seen is freed after xcall_synchronize().
 */
#ifndef DTRACE_LINUX_SITE_INTERNAL_H
#define DTRACE_LINUX_SITE_INTERNAL_H

#include <linux/list.h>
#include <linux/percpu.h>

#include "../x86/x86.h"
#include "site.h"

#define BREAKPOINT 0xcc

/* How the text is changed. Only the breakpoint exists so far; a five-byte jump fits beside it. */
enum place_form {
	PLACE_INT3,
};

struct place {
	unsigned long address; /* [hit] */
	struct site *users;    /* [hit] */
	struct x86_plan plan;  /* [hit] */
	unsigned long slot;    /* [hit] address of the out-of-line copy, 0: none */
	u64 __percpu *hits;    /* [hit] */
	bool armed; /* [hit] the breakpoint is in the text, or about to be, or was until just now */
	u8 form;    /* enum place_form */
	u8 length;  /* of the instruction */
	u8 original[X86_MAX_LENGTH];
	bool dead;		/* the text is gone; not in the table any more */
	int status;		/* refusal of the last commit */
	struct list_head dirty; /* wishes have changed since the last commit */
};

struct site {
	struct place *place;
	struct site *next;    /* [hit] */
	site_handler handler; /* [hit] */
	void *data;
	u8 kind;
	bool wish;   /* enabled by its user */
	bool active; /* [hit] */
};

/* --- site_check.c ------------------------------------------------------------------------- */

int site_checks_start(void);
void site_checks_stop(void);

struct owned;
struct site_verdict {
	struct x86_plan plan;
	u8 length;
	u8 bytes[X86_MAX_LENGTH];
};
/* `owned` is that of the module, or of the kernel. 0, or a refusal or reason. */
int site_check(const struct module *module, const struct owned *owned, unsigned long address,
	       struct site_verdict *verdict);
/* The kernel's owned addresses, made at start. */
const struct owned *site_kernel_owned(void);

/* --- site_table.c ---------------------------------------------------------------------------- */

int place_table_start(void);
void place_table_stop(void);
/* [hit] */
struct place *place_find(unsigned long address);
/* May synchronise. 0 or -ENOMEM. */
int place_add(struct place *place);
void place_remove(struct place *place);
/* After removals: gives memory back if few are left. May synchronise. */
void place_table_shrink(void);
/* Entries, used or not. */
size_t place_table_size(void);
size_t place_count(void);
void place_each(void (*visit)(struct place *place, void *data), void *data);

/* --- site_pool.c ------------------------------------------------------------------------------ */

/* Waits until nobody can be in a slot. */
void site_pool_stop(void);
/* Bring slots out of limbo, which takes a while; false if there were none. Without the site lock.
 */
bool slots_recycle(void);
/* Has slot_take() failed since this was last asked? */
bool slots_ran_out(void);
/* 0 if there is none left. */
unsigned long slot_take(void);
/* It may still be executed: it goes to limbo. */
void slot_give(unsigned long slot);
/* Write the copy of the place's instruction and the jump back into its slot. alias: slots_map(). */
int slot_write(const struct place *place, void *alias);
void *slots_map(void);
void slots_unmap(void *alias);
size_t slots_used(void);

u64 __percpu *hits_take(void);
void hits_give(u64 __percpu *hits);

/* --- site_hit.c ----------------------------------------------------------------------------------
 */

/* Of struct pt_regs, as the emulator wants them. */
extern const u16 site_frame_offsets[X86_FRAME_FIELDS];

int site_hits_start(void);
void site_hits_stop(void);

#endif
