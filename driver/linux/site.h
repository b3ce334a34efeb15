/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Sites: instructions of the kernel at which somebody wants to be called.
 *
 * site.c owns every byte of text that the driver has patched. Users see handles (struct site), one
 * for each user and address; several may share an address, and then all their handlers are
 * called, in the order they were created.
 *
 *	site_create()	checks the instruction, decides how it will continue; text is untouched
 *	site_enable()	a wish; site_disable() takes it back; both only mark
 *	site_commit()	makes all wishes real: one batch of writes, one synchronisation a phase;
 *			those that can become jumps do so soon, by themselves (site_jump.c)
 *	site_destroy()	frees handles
 *
 * All are for thread context and may sleep; site.c has its own lock, so users need none towards
 * it. The lock order is: caller's locks, site.c's lock, text_mutex. site_commit() may wait for
 * what CPU hotplug holds (when slots must be recycled), so do not call it while holding a lock
 * that CPU hotplug callbacks take; the others never do.
 *
 * Invariants: a byte is written only if the text still is what was decoded. When site_commit() has
 * returned, every handler disabled before it is neither running nor will run again.
 */
#ifndef DTRACE_LINUX_SITE_H
#define DTRACE_LINUX_SITE_H

#include <linux/module.h>
#include <linux/ptrace.h>
#include <linux/types.h>

struct site;

struct place;

enum site_kind {
	SITE_ENTRY,  /* first real instruction of a function */
	SITE_RETURN, /* ret, or jmp to a return thunk */
	SITE_OTHER,  /* any instruction boundary the caller vouches for */
};

/*
 * Called in probe context: interrupts off, on this CPU's probe stack (THREAD_SIZE), never nested on
 * one CPU. regs is the state *before* the instruction: regs->ip is the site's address, regs->sp the
 * interrupted stack pointer (at SITE_ENTRY after the ftrace nop: *regs->sp is the return address;
 * at SITE_RETURN too). Must not sleep, allocate, take locks others can hold, or change regs.
 * Kernel functions it calls may themselves carry sites: these hits are passed over (counted as
 * nested).
 */
typedef void (*site_handler)(struct site *site, struct pt_regs *regs);

/* The files of the site machinery's own (site_internal.h); here for site_data() alone. */
struct site {
	struct place *place;
	struct site *next;    /* [hit] */
	site_handler handler; /* [hit] */
	void *data;
	u8 kind;
	bool wish;   /* enabled by its user */
	bool active; /* [hit] */
};

struct site_request {
	/* in */
	unsigned long address;
	struct module *module; /* whose text it is; NULL for the kernel */
	enum site_kind kind;
	/*
	 * So many bytes from the address on, itself excepted, does nobody branch into: the caller
	 * has looked (function_scan.h). 0: not known; then a jump replaces at most one instruction.
	 */
	unsigned int clear;
	site_handler handler;
	void *data; /* site_data() */
	/* out */
	struct site *site; /* NULL: refused .. */
	int reason;	   /* .. for this reason, see site_reason(); 0 if made */
};

/* Refusals; values below -100 so that they do not meet enum x86_reason, which may come too. */
enum site_refusal {
	SITE_NO_MEMORY = -101,
	SITE_NOT_TEXT = -102,	 /* not text of the kernel or of this module */
	SITE_FORBIDDEN = -103,	 /* noinstr, entry, init, static call or thunk section */
	SITE_BLACKLISTED = -104, /* this trap source needs the function itself */
	SITE_PATCHED_NOP = -105, /* ftrace or a jump label owns these bytes */
	SITE_JUMP_LABEL = -106,
	SITE_STATIC_CALL = -107,
	SITE_EXCEPTION_TABLE =
		-108,		  /* would have to move, but faults are repaired by its address */
	SITE_NO_SLOT = -109,	  /* all out-of-line slots are taken */
	SITE_TEXT_CHANGED = -110, /* (commit) text is no longer what was decoded */
	SITE_KERNEL_EXIT = -111,  /* runs after the trap is gone: kexec, crash, reboot paths */
	SITE_FOREIGN_JUMP = -112, /* leads out of all text: an optimised kprobe */
	/* why a site is no jump */
	SITE_JUMP_OFF = -113,
	SITE_JUMP_XEN = -114,
	SITE_JUMP_NEIGHBOUR = -115, /* another site stands in the bytes */
	SITE_JUMP_ENTERED = -116,   /* somebody may branch into the bytes */
	SITE_HELD = -117,	    /* (disarming) somebody's breakpoint stands on the jump */
	SITE_LAST_REFUSAL = SITE_HELD,
};

/* A sentence without a full stop for a refusal or an enum x86_reason; never NULL. */
const char *site_reason(int reason);

int sites_start(void);
void sites_stop(void);

/* Fill in site or reason of each request. Returns how many were made. */
size_t site_create(struct site_request *requests, size_t count);
/* Disables and commits if need be, then frees. NULL entries are allowed. */
void site_destroy(struct site **sites, size_t count);

/* Mark only; not counted: enabling twice is enabling once. */
void site_enable(struct site *site);
void site_disable(struct site *site);
/*
 * Make all marks real. Disabling always succeeds. Returns 0; or the number of addresses that could
 * not be armed because their text has changed or slots ran out (site_status() says it of each; they
 * stay wished for and are tried again at the next commit); or a negative errno when the trap could
 * not be set up.
 */
int site_commit(void);

/* 0: disabled, or armed as wished; else the refusal of the last commit. */
int site_status(const struct site *site);

/* How the address is armed. */
enum site_form {
	SITE_FORM_NONE,
	SITE_FORM_INT3,	    /* *why: refusal or reason why it is no jump */
	SITE_FORM_BECOMING, /* int3, and soon a jump */
	SITE_FORM_JUMP,
};
enum site_form site_form(const struct site *site, int *why);

unsigned long site_address(const struct site *site); /* [any] */
static inline void *site_data(const struct site *site) /* [any] */
{
	return site->data;
}
enum site_kind site_kind(const struct site *site);   /* [any] */

/*
 * For handlers: what the instruction is about to do, with the registers the handler was given.
 * Taken: false of a conditional branch that falls through. Address: where a branch goes when it is
 * taken (a return: back to), else its operand in memory; 0 if there is none, or it cannot be
 * known. [probe]
 */
bool site_branch_taken(const struct site *site, const struct pt_regs *regs);
unsigned long site_effect_address(const struct site *site, const struct pt_regs *regs);

/* How often the address was hit while armed, over all CPUs and users of the address. */
u64 site_hits(const struct site *site);

/*
 * Text [start, end) is about to vanish (that of a module that goes, init text of one that has come)
 * although handles still exist: restores
 * what is armed there now, and never touches it again. Handles stay valid but dead until
 * destroyed. site.c does this itself for every module that goes, after all other notifiers
 * (its priority is the lowest); a provider that destroys its sites in its own notifier never sees
 * it.
 */
void site_forget_range(unsigned long start, unsigned long end);

/*
 * Copy kernel text as it would read without us: bytes we have replaced are given as
 * they were. The range must be mapped text. For decoders and disassemblers.
 */
void site_read_text(void *to, unsigned long address, size_t size);

/*
 * Take all patches out of the text and keep them out (nestable), and put them back: CPU
 * hotplug, suspend, reboot. Wishes may change meanwhile.
 */
void sites_suspend(void);
void sites_resume(void);

/*
 * The breakpoint at regs->ip - 1 was executed in kernel mode. Called by the trap sources only, with
 * interrupts off. True: it was ours (or has vanished) and regs says where to go on; false: regs is
 * untouched and the breakpoint is the kernel's. [probe]
 */
bool site_trap(struct pt_regs *regs);

/*
 * Call function(a, b) as a site's handler is called, for events that are no breakpoints: on the
 * probe stack, and not at all (counted as nested) where this CPU is inside a handler already.
 * Interrupts must be off. [any]
 */
void site_run_handler(void (*function)(void *, void *), void *a, void *b);

/* True while this CPU is inside a site handler. Interrupts must be off. [probe] */
bool site_in_handler(void);

struct site_totals {
	size_t places;	   /* addresses known */
	size_t table_size; /* room of the table of places */
	size_t armed;	   /* addresses with a breakpoint or a jump now */
	size_t jumps;	   /* of these */
	size_t becoming;   /* breakpoints that will soon be jumps */
	size_t slots, slots_used;
	u64 arm_ns, disarm_ns, convert_ns; /* duration of the last batch */
};
void site_totals(struct site_totals *totals);

/* Per-CPU event counts, summed or shown by /proc/dtrace/stats. */
struct site_counts {
	u64 hits;
	u64 emulated, slots; /* how breakpoints continued */
	u64 jumps;	     /* hits that were none: through a trampoline */
	u64 nested;	     /* hit inside a handler: passed over */
	u64 vanished;	     /* the byte had just been restored: executed again */
	u64 foreign;	     /* handed on to the kernel */
};
void site_counts(unsigned int cpu, struct site_counts *counts);

#endif
