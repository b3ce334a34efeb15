/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the files of the site machinery share; nobody else includes it (but the self-test).
 *
 *	site.c		handles and their wishes, commit
 *	site_check.c	may a site stand here, how does it continue, may a jump stand here
 *	site_text.c	what is written into the text, phase by phase
 *	site_jump.c	which form a place gets; from breakpoints to jumps, behind the users' back
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
#include "patch.h"
#include "site.h"
#include "slots.h"

#define BREAKPOINT 0xcc

/*
 * How the text is changed, where it is. Every place begins with the breakpoint; those that have a
 * trampoline go on to the jump (site_jump.c).
 */
enum place_form {
	PLACE_INT3,
	PLACE_SETTLING, /* as INT3; since it is, somebody waits until all tasks have left the bytes
			 */
	PLACE_HALF,	/* the breakpoint with the rest of the jump behind it, or about to change */
	PLACE_JUMP,	/* no breakpoint of ours: one that stands there is somebody else's */
};

struct place {
	unsigned long address; /* [hit] */
	struct site *users;    /* [hit] */
	struct x86_plan plan;  /* [hit] */
	/* [hit] where a breakpoint continues: the copy in the slot, or in the trampoline; 0: the
	 * plan is emulated */
	unsigned long detour;
	u64 __percpu *hits; /* [hit] */
	bool armed;	    /* [hit] we are in the text, or about to be, or were until just now */
	u8 form;	    /* enum place_form; means something while armed */
	u8 length;	    /* of the instruction */
	u8 taken;	    /* what a jump replaces; 0: `no_jump` says why none may stand here */
	u8 original[X86_MAX_LENGTH]; /* `taken` bytes, at least `length` */
	u8 code[X86_MAX_LENGTH];     /* the jump, valid with a trampoline */
	bool dead;		     /* the text is gone; not in the table any more */
	s16 no_jump;		     /* refusal or reason */
	s16 why_int3;		     /* of the form it was armed in; 0: jump, now or soon */
	unsigned long slot;	     /* of the one instruction, for the breakpoint; or 0 */
	unsigned long trampoline;    /* another slot; or 0 */
	int status;		     /* refusal of the last commit */
	struct list_head dirty;	     /* wishes have changed since the last commit */
};

/* --- site_check.c ------------------------------------------------------------------------- */

int site_checks_start(void);
void site_checks_stop(void);

struct owned;
struct site_verdict {
	struct x86_plan plan;
	u8 length;
	u8 taken;    /* by a jump; 0 .. */
	s16 no_jump; /* .. for this refusal or reason */
	u8 bytes[X86_MAX_LENGTH];
};
/* `owned` is that of the module, or of the kernel. 0, or a refusal or reason. */
int site_check(const struct module *module, const struct owned *owned, unsigned long address,
	       struct site_verdict *verdict);
/* Fill in taken and no_jump; the site itself has been checked. */
void site_check_jump(const struct site_request *request, const struct owned *owned,
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

/* --- site_text.c ------------------------------------------------------------------------------ */

/* A set of places that change the same way, and their patches. */
struct batch {
	struct patch *patches;
	size_t count;
	size_t refused; /* dropped out on the way */
};

/* Make room for up to `count` places; returns the room there is. Two at a time, `which` 0 or 1. */
size_t batch_make(struct batch *batch, unsigned int which, size_t count);
void batch_free(struct batch *batch, unsigned int which);
void batch_add(struct batch *batch, struct place *place);

/* Breakpoints into the text. Those whose text has changed are refused. */
void text_arm(struct batch *batch);
/*
 * Everything out of the text. When it returns no CPU is in a hit of the places. Those on whose jump
 * somebody else has put a breakpoint meanwhile stay armed, without harm.
 */
void text_disarm(struct batch *batch);
/* From settled breakpoints to jumps; those whose text has changed stay settled. */
void text_convert(struct batch *batch);
/* From jumps to breakpoints, but those that are held. */
void text_revert(struct batch *batch);
/* Its text is gone. */
void text_forget(struct place *place);
/* Addresses that are armed. */
size_t text_armed(void);
void text_totals(struct site_totals *totals);

/* --- site_jump.c ------------------------------------------------------------------------------ */

/* Choose the form and make what it needs. alias: slots_map(). 0 or a refusal. */
int place_choose(struct place *place, void *alias);
/* A site is to stand at this address: no jump may replace it. 0 or a refusal. */
int jumps_make_way(unsigned long address);
/* Something could not be disarmed: it is tried again until it is. */
void jumps_held(void);
/* Do soon, behind the caller's back, what there is to convert, to free and to try again. */
void jumps_soon(void);
void jumps_stop(void);

/* --- site.c: the rest ------------------------------------------------------------------------- */

/* The place stays dirty and is tried again at the next commit. */
void place_refuse(struct batch *batch, struct place *place, int reason);
/* A commit of what is left from earlier ones. */
void sites_retry(void);

/* --- site_pool.c ------------------------------------------------------------------------------ */

/* Waits until nobody can be in a slot. */
void site_pool_stop(void);
/*
 * Wait until every task has left the place in the kernel where it was preempted, and every idle
 * task too. Not under the site lock: it may need what CPU hotplug holds, whose holder may wait for
 * that.
 */
void tasks_move_on(void);
/* Bring slots out of limbo, which takes a while; false if there were none. Without the site lock.
 */
bool slots_recycle(void);
/* Is there something to recycle? */
bool slots_in_limbo(void);
/* Has slot_take() failed since this was last asked? */
bool slots_ran_out(void);
/* 0 if no more than `spare` are left. */
unsigned long slot_take(size_t spare);
/* It may still be executed: it goes to limbo. */
void slot_give(unsigned long slot);
/* Write the copy of the place's instruction and the jump back into its slot. alias: slots_map(). */
int slot_write(struct place *place, void *alias);
/*
 * Write a trampoline into the place's other slot: a call of jump_stub (stub.S), the displaced
 * instructions, the jump back. Hits find the place by it until slot_unbind().
 */
int trampoline_write(struct place *place, void *alias);
void slot_unbind(unsigned long slot);
extern u8 site_slots[SLOT_COUNT][SLOT_SIZE];  /* slots.S */
extern struct place *slot_places[SLOT_COUNT]; /* of trampolines */
static inline size_t slot_index(unsigned long address)
{
	return (address - (unsigned long)site_slots) / SLOT_SIZE;
}
/* [hit] Whose trampoline this is an address of; NULL: nobody's any more. */
static inline struct place *slot_place(unsigned long address)
{
	return READ_ONCE(slot_places[slot_index(address)]);
}
/* Where the displaced instructions are in a trampoline. */
#define TRAMPOLINE_COPY X86_JUMP_LENGTH
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
