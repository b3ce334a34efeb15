/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the engine leaves in buffers and what describes it.
 *
 * Everything the consumer needs to print a record is in the description of
 * the enabled probe (or aggregation), its formats included, so a consumer can
 * print a program it did not compile (anonymous tracing).
 *
 * Principal buffer: a sequence of firings, each 8-byte aligned:
 *	struct dtrace_firing_header, then `size` bytes minus the header, laid out as the
 *	records of that EPID say (offsets count from the header's start).
 * Aggregation buffer: a sequence of entries, each 8-byte aligned:
 *	uint32_t aggid, uint32_t size (whole entry), then the keys and the value as the
 *	records of that aggregation say (offsets count from the entry's start; the last record is the value).
 */
#ifndef DTRACE_RECORD_H
#define DTRACE_RECORD_H

#include <dtrace/types.h>

struct dtrace_firing_header {
	uint32_t epid; /* DTRACE_EPID_PAD: padding of 8 bytes, no more fields follow */
	uint32_t size; /* of the whole firing, header included, a multiple of 8 */
	uint64_t timestamp; /* ns, monotonic */
};
#define DTRACE_EPID_PAD 0

/* Kinds of action (public numbers). */
enum dtrace_action {
	DTRACEACT_NONE = 0,
	DTRACEACT_DIFEXPR = 1,
	DTRACEACT_EXIT = 2,
	DTRACEACT_PRINTF = 3,
	DTRACEACT_PRINTA = 4,
	DTRACEACT_LIBACT = 5, /* arg says which: enum dtrace_libact */
	DTRACEACT_TRACEMEM = 6,
	DTRACEACT_TRACEMEM_DYNSIZE = 7,
	DTRACEACT_PRINTM = 8,
	DTRACEACT_WEIGHT = 9, /* makes no record: increment of the quantize-family action that follows, see below */
	DTRACEACT_USTACK = 0x101, /* size (frames+1)*8 + strsize: pid, frames, strings; arg = frames | strsize << 32 */
	DTRACEACT_JSTACK = 0x102,
	DTRACEACT_USYM = 0x103, /* 16 bytes: pid, address */
	DTRACEACT_UMOD = 0x104,
	DTRACEACT_UADDR = 0x105,
	DTRACEACT_STOP = 0x201,
	DTRACEACT_RAISE = 0x202,
	DTRACEACT_SYSTEM = 0x203,
	DTRACEACT_FREOPEN = 0x204,
	DTRACEACT_STACK = 0x401, /* size frames*8; arg = frames */
	DTRACEACT_SYM = 0x402,	 /* 8 bytes: address */
	DTRACEACT_MOD = 0x403,
	DTRACEACT_BREAKPOINT = 0x501,
	DTRACEACT_PANIC = 0x502,
	DTRACEACT_CHILL = 0x503,
	DTRACEACT_SPECULATE = 0x601,
	DTRACEACT_COMMIT = 0x602,
	DTRACEACT_DISCARD = 0x603,
	DTRACEAGG_COUNT = 0x701,
	DTRACEAGG_MIN = 0x702,
	DTRACEAGG_MAX = 0x703,
	DTRACEAGG_AVG = 0x704,
	DTRACEAGG_SUM = 0x705,
	DTRACEAGG_STDDEV = 0x706,
	DTRACEAGG_QUANTIZE = 0x707,
	DTRACEAGG_LQUANTIZE = 0x708,
	DTRACEAGG_LLQUANTIZE = 0x709
};
#define DTRACEACT_CLASS(action) ((action)&0xff00)
#define DTRACEACT_IS_AGG(action) (DTRACEACT_CLASS(action) == 0x700)
#define DTRACEACT_IS_DESTRUCTIVE(action)                                                          \
	(DTRACEACT_CLASS(action) == 0x200 || DTRACEACT_CLASS(action) == 0x500)

/*
 * An aggregation is ntuple actions (its keys), then, when quantize(), lquantize() or llquantize() was given
 * an increment, one action of kind WEIGHT whose DIF result (a signed 64-bit value) is added to the
 * bucket instead of 1, then the DTRACEAGG_ action whose DIF result is the value. ntuple does not count the WEIGHT;
 * all carry the same statement number.
 */

/*
 * Actions carried out by the consumer when it meets the record. Each record's
 * data is the value of its DIF expression; several records of one statement
 * are the arguments in order. For clear/trunc/normalize/denormalize the first value is the
 * aggregation's variable id (the compiler emits it as a constant).
 */
enum dtrace_libact {
	DTRACE_LIBACT_CLEAR = 1,
	DTRACE_LIBACT_TRUNC,	   /* variable id [, n] */
	DTRACE_LIBACT_NORMALIZE,   /* variable id, divisor */
	DTRACE_LIBACT_DENORMALIZE, /* variable id */
	DTRACE_LIBACT_SETOPT,	   /* option string [, value string] */
	DTRACE_LIBACT_FTRUNCATE,
	DTRACE_LIBACT_PRINT, /* format = C name of the value's type, e.g. "struct task_struct" */
	DTRACE_LIBACT_PCAP
};

/*
 * One record of an enabled probe or aggregation. Records with the same
 * `statement` belong to one D statement: printf("…", a, b) is two records of kind PRINTF.
 * A statement without arguments (printf("hello"), printa(@a), ftruncate()) has one record of size 0
 * (printa: one record per aggregation, arg = its variable id).
 */
struct dtrace_record_desc {
	uint16_t action;    /* enum dtrace_action */
	uint16_t alignment; /* of offset: 1, 2, 4 or 8 */
	uint32_t size;	    /* bytes of data */
	uint32_t offset;    /* from the start of the firing or entry */
	uint32_t format;    /* DTRACEIOC_FORMAT index, 0 = none */
	uint32_t statement; /* the compiler's number of the statement, from 1 */
	uint32_t flags;	    /* DTRACE_RECORD_* */
	uint64_t arg;
};
#define DTRACE_RECORD_STRING 0x1 /* the value is a D string */
#define DTRACE_RECORD_SIGNED 0x2 /* a signed integer (1, 2, 4 or 8 bytes) */

/* Number of 64-bit words of an aggregation's value. */
#define DTRACE_QUANTIZE_BUCKETS 127
#define DTRACE_QUANTIZE_ZERO 63
/* lquantize: word0 = step << 48 | levels << 32 | (uint32_t)base, then levels + 2 buckets. */
#define DTRACE_LQUANTIZE_STEP(a) ((uint16_t)((a) >> 48))
#define DTRACE_LQUANTIZE_LEVELS(a) ((uint16_t)((a) >> 32))
#define DTRACE_LQUANTIZE_BASE(a) ((int32_t)(uint32_t)(a))
/* llquantize: word0 = factor << 48 | low << 32 | high << 16 | nsteps, then its buckets. */
#define DTRACE_LLQUANTIZE_FACTOR(a) ((uint16_t)((a) >> 48))
#define DTRACE_LLQUANTIZE_LOW(a) ((uint16_t)((a) >> 32))
#define DTRACE_LLQUANTIZE_HIGH(a) ((uint16_t)((a) >> 16))
#define DTRACE_LLQUANTIZE_NSTEPS(a) ((uint16_t)(a))

/* Faults reported by dtrace:::ERROR in arg4. */
enum dtrace_fault {
	DTRACEFLT_UNKNOWN = 0,
	DTRACEFLT_BADADDR = 1,
	DTRACEFLT_BADALIGN = 2,
	DTRACEFLT_ILLOP = 3,
	DTRACEFLT_DIVZERO = 4,
	DTRACEFLT_NOSCRATCH = 5,
	DTRACEFLT_KPRIV = 6,
	DTRACEFLT_UPRIV = 7,
	DTRACEFLT_TUPOFLOW = 8,
	DTRACEFLT_BADSTACK = 9,
	DTRACEFLT_LIBRARY = 1000
};

#endif
