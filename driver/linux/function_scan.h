/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which instructions of a function may carry the entry and return sites, or any site.
 *
 * A function is decoded from its first to its last byte, and so are the cold parts it jumps to. It
 * may be probed if it carries an ftrace nop; this is the kernel's own word for "may be
 * instrumented", and the only rule found that needs no blacklist. Entry goes on the first
 * instruction behind the nop, returns on every ret and on every jmp to a return thunk; where it
 * goes on to another function for good, by a jump, conditional or not, is a tail.
 *
 * Thread context. Reads text as it is without our own patches (site_read_text).
 */
#ifndef DTRACE_LINUX_FUNCTION_SCAN_H
#define DTRACE_LINUX_FUNCTION_SCAN_H

#include "../x86/x86.h"
#include "symbols.h"

/*
 * Why a function, its entry or the rest of its returns cannot be probed. ORDER SCAN
 * (function_scan.c)
 */
enum scan_reason {
	SCAN_OK,
	SCAN_NO_FTRACE_NOP, /* notrace, or assembly */
	SCAN_NOINSTR,
	SCAN_ENTRY_TEXT,
	SCAN_INIT_TEXT,
	SCAN_STATIC_CALL_TEXT,
	SCAN_THUNK,
	SCAN_NOT_TEXT,
	SCAN_COLD,	    /* a .cold part: belongs to another function */
	SCAN_EMPTY,	    /* size 0, or too large to be a function */
	SCAN_BLACKLISTED,   /* the trap source in use needs it */
	SCAN_KERNEL_EXIT,   /* runs when the trap is gone already: kexec, crash, reboot */
	SCAN_FIRST_UNKNOWN, /* entry: instruction not in the decoder's table */
	SCAN_FIRST_REFUSED, /* entry: x86_classify refuses it, see `detail` */
	SCAN_FIRST_JUMP_LABEL,
	SCAN_FIRST_STATIC_CALL,
	SCAN_FIRST_NOP,	      /* a nop the kernel may patch */
	SCAN_FIRST_EXCEPTION, /* has an exception table entry and would have to move */
	SCAN_FIRST_FOREIGN,   /* an optimised kprobe's jump */
	SCAN_BODY_UNKNOWN,    /* returns: decoding ended at `stop` */
	SCAN_BODY_BREAKPOINT, /* returns: somebody else's breakpoint or jump at `stop` */
	SCAN_NO_RETURN,	      /* returns: there is none, and no tail (loops or dies) */
	SCAN_REASONS
};

/* A sentence without a full stop. */
const char *scan_reason(enum scan_reason reason);

enum scan_point_kind {
	SCAN_POINT_RETURN,
	SCAN_POINT_TAIL, /* jmp or jcc to another function: it leaves without a return */
};

struct scan_point {
	int offset; /* from the start of the function; a cold part may lie before it */
	enum scan_point_kind kind;
};

struct function_scan {
	/* in: room for points; may be NULL with room 0 */
	struct scan_point *points;
	unsigned int room;
	bool without_nop; /* accept it without an ftrace nop: the caller knows that it is ordinary
			     code */
	/* out */
	enum scan_reason reason;       /* SCAN_OK: `entry` is valid, or at least one return is */
	enum scan_reason entry_reason; /* SCAN_OK: entry is valid */
	enum scan_reason
		return_reason; /* SCAN_OK: all returns known; BODY_*: only those before `stop` */
	int detail;	    /* enum x86_reason behind FIRST_UNKNOWN, FIRST_REFUSED, BODY_UNKNOWN */
	unsigned int entry; /* offset of the entry site */
	unsigned int clear; /* bytes from there on, itself excepted, that nobody branches into; at
			       most 255; 0: not known */
	unsigned int stop;  /* offset where decoding ended early */
	unsigned int count; /* points found; > room: only the first `room` are stored, try again */
	unsigned int returns, tails; /* of these */
	unsigned int owned;	     /* ways out more that are static calls or jump labels */
	unsigned int odd; /* ways out more that lead into the middle of another function */
	unsigned int instructions; /* decoded */
};

/* An instruction of a function that may be probed. */
struct scan_instruction {
	unsigned long address;
	unsigned int offset; /* in its part */
	bool cold;	     /* in a cold part, not in the function itself */
	struct x86_insn insn;
	int refusal; /* why no site may stand on it (site_reason()), or 0 */
};

struct scan_context;

/*
 * Prepare for scanning functions of `module` (NULL: the kernel): collects what jump labels
 * and static calls own. `table` is that module's symbol table and must outlive the context.
 * 0 or -ENOMEM.
 */
int scan_open(struct module *module, const struct symbol_table *table,
	      struct scan_context **context);
void scan_close(struct scan_context *context);

/* Scan one function; *scan's `in` fields are set by the caller, all others are written. */
void scan_function(struct scan_context *context, const struct symbol_function *function,
		   struct function_scan *scan);

/*
 * Visit the instructions of a function, in order; those of its cold parts follow. Padding is left
 * out. SCAN_OK, or why the function may not be probed, or (behind the last one visited)
 * SCAN_BODY_*.
 */
enum scan_reason scan_instructions(struct scan_context *context,
				   const struct symbol_function *function,
				   void (*visit)(void *data,
						 const struct scan_instruction *instruction),
				   void *data);

/*
 * Bytes at this address belong to a jump label or a static call: 0, SITE_JUMP_LABEL or
 * SITE_STATIC_CALL.
 */
int scan_owned(const struct scan_context *context, unsigned long address);

#endif
