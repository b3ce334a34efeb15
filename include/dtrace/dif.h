/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * DIF, the byte code between the D compiler and the engine.
 *
 * An instruction is 32 bits:
 *
 *	 31      24 23      16 15       8 7        0
 *	+----------+----------+----------+----------+
 *	|    op    |    r1    |    r2    |    rd    |   register form
 *	+----------+----------+----------+----------+
 *	|    op    |             label              |   branches
 *	+----------+---------------------+----------+
 *	|    op    |    variable         |  rd (rs) |   variables
 *	+----------+---------------------+----------+
 *	|    op    |    index            |    rd    |   setx, sets, call
 *	+----------+----------+----------+----------+
 *	|    op    |   type   |    r2    |    rs    |   pushtr, pushtv
 *	+----------+----------+----------+----------+
 *
 * Register 0 always reads as zero and is never written. Branches only go
 * forward. The last instruction is a ret. Object semantics, checked by
 * driver/core/verify.c:
 *  - ldga/ldta rd = array variable[r2]: "op, variable(r1: 8 bits), r2, rd" (built-in
 *    arrays: args, regs, uregs; ids below 0x100).
 *  - ldgaa/stgaa/ldtaa/sttaa: variable id in bits 8-23; the key is the tuple stack.
 *  - A scalar or associative variable by reference (DIF_TYPE_BYREF) loads as its
 *    address in the engine (0 when never assigned; self-> variables and array elements: the address of a
 *    copy in scratch, which a changed object must be stored back from); a store copies its declared size. Address 0
 *    stands for "" wherever a string is read (scmp, pushtr, stores, results, string subroutines).
 *    With DIF_TYPE_STORAGE a global or this-> variable loads as the address of its zero-filled storage
 *    from the start, never 0: C arrays and structs, which st* may write element by element.
 *  - call: subroutine id in bits 8-23; the arguments are the tuple stack, pushed
 *    first to last; the tuple stack is emptied by the call's flushts before it.
 *  - pushtr pushes by reference: type DIF_KIND_STRING (r2 = 0: up to strsize bytes, or the bound in r2) or
 *    DIF_KIND_CTF with the size in register r2; pushtv pushes the 64-bit value of rs.
 *  - st* may write scratch and the storage of by-reference variables, nothing else.
 *  - allocs rd = scratch of r1 bytes, zero-filled, 8-aligned; copys: copy r2 bytes (register) from r1 to rd (address registers).
 *  - sets rd = address of the string at that offset of strtab; setx rd = inttab[index].
 *  - scmp compares two strings (bounded by strsize) and sets the condition codes; tst r1; cmp r1, r2.
 */
#ifndef DTRACE_DIF_H
#define DTRACE_DIF_H

#include <dtrace/types.h>

#define DIF_VERSION 2
#define DIF_INT_REGS 8	 /* r0 .. r7 */
#define DIF_TUPLE_REGS 8 /* values on the tuple stack */

/* ORDER DIF_OP: interp.c, verify.c and dt_dis.c have tables in this order. */
enum dif_op {
	DIF_OP_OR = 1,
	DIF_OP_XOR,
	DIF_OP_AND,
	DIF_OP_SLL,
	DIF_OP_SRL,
	DIF_OP_SUB,
	DIF_OP_ADD,
	DIF_OP_MUL,
	DIF_OP_SDIV,
	DIF_OP_UDIV,
	DIF_OP_SREM,
	DIF_OP_UREM,
	DIF_OP_NOT, /* rd = ~r1 */
	DIF_OP_MOV, /* rd = r1 */
	DIF_OP_CMP, /* r1 - r2 */
	DIF_OP_TST, /* r1 - 0 */
	DIF_OP_BA,
	DIF_OP_BE,
	DIF_OP_BNE,
	DIF_OP_BG,
	DIF_OP_BGU,
	DIF_OP_BGE,
	DIF_OP_BGEU,
	DIF_OP_BL,
	DIF_OP_BLU,
	DIF_OP_BLE,
	DIF_OP_BLEU,
	DIF_OP_LDSB, /* rd = *(r1), sign extended */
	DIF_OP_LDSH,
	DIF_OP_LDSW,
	DIF_OP_LDUB,
	DIF_OP_LDUH,
	DIF_OP_LDUW,
	DIF_OP_LDX,
	DIF_OP_RET, /* rd */
	DIF_OP_NOP,
	DIF_OP_SETX,
	DIF_OP_SETS,
	DIF_OP_SCMP,
	DIF_OP_LDGA,
	DIF_OP_LDGS,
	DIF_OP_STGS,
	DIF_OP_LDTA,
	DIF_OP_LDTS,
	DIF_OP_STTS,
	DIF_OP_SRA,
	DIF_OP_CALL,
	DIF_OP_PUSHTR,
	DIF_OP_PUSHTV,
	DIF_OP_POPTS,
	DIF_OP_FLUSHTS,
	DIF_OP_LDGAA,
	DIF_OP_LDTAA,
	DIF_OP_STGAA,
	DIF_OP_STTAA,
	DIF_OP_LDLS,
	DIF_OP_STLS,
	DIF_OP_ALLOCS,
	DIF_OP_COPYS,
	DIF_OP_STB, /* *(rd) = r1 */
	DIF_OP_STH,
	DIF_OP_STW,
	DIF_OP_STX,
	DIF_OP_ULDSB, /* user-space loads */
	DIF_OP_ULDSH,
	DIF_OP_ULDSW,
	DIF_OP_ULDUB,
	DIF_OP_ULDUH,
	DIF_OP_ULDUW,
	DIF_OP_ULDX,
	DIF_OP_RLDSB, /* loads whose address the engine always checks */
	DIF_OP_RLDSH,
	DIF_OP_RLDSW,
	DIF_OP_RLDUB,
	DIF_OP_RLDUH,
	DIF_OP_RLDUW,
	DIF_OP_RLDX,
	DIF_OP_XLATE,
	DIF_OP_XLARG,
	DIF_OP_MAX = DIF_OP_XLARG
};

#define DIF_INSTR_OP(i) (((i) >> 24) & 0xff)
#define DIF_INSTR_R1(i) (((i) >> 16) & 0xff)
#define DIF_INSTR_R2(i) (((i) >> 8) & 0xff)
#define DIF_INSTR_RD(i) ((i)&0xff)
#define DIF_INSTR_LABEL(i) ((i)&0xffffff)
#define DIF_INSTR_WIDE(i) (((i) >> 8) & 0xffff) /* variable, integer, string, subroutine */

#define DIF_INSTR_FMT(op, r1, r2, rd)                                                             \
	(((uint32_t)(op) << 24) | ((uint32_t)(r1) << 16) | ((uint32_t)(r2) << 8) | (uint32_t)(rd))
#define DIF_INSTR_BRANCH(op, label) (((uint32_t)(op) << 24) | (uint32_t)(label))
#define DIF_INSTR_WIDE_FMT(op, index, rd)                                                         \
	(((uint32_t)(op) << 24) | ((uint32_t)(index) << 8) | (uint32_t)(rd))

/* Variable scopes, kinds and flags. */
#define DIF_SCOPE_GLOBAL 0
#define DIF_SCOPE_THREAD 1
#define DIF_SCOPE_LOCAL 2
#define DIF_VAR_ARRAY 0
#define DIF_VAR_SCALAR 1
#define DIF_VARF_REF 0x1 /* referenced */
#define DIF_VARF_MOD 0x2 /* assigned */

/* Built-in variable identifiers: arrays below 0x100, scalars from 0x100, the program's own from 0x500. */
enum dif_var {
	DIF_VAR_ARGS = 0x000,
	DIF_VAR_REGS = 0x001,
	DIF_VAR_UREGS = 0x002,
	DIF_VAR_VMREGS = 0x003,
	DIF_VAR_CURTHREAD = 0x100,
	DIF_VAR_TIMESTAMP = 0x101,
	DIF_VAR_VTIMESTAMP = 0x102,
	DIF_VAR_IPL = 0x103,
	DIF_VAR_EPID = 0x104,
	DIF_VAR_ID = 0x105,
	DIF_VAR_ARG0 = 0x106, /* .. arg9 = 0x10f */
	DIF_VAR_ARG9 = 0x10f,
	DIF_VAR_STACKDEPTH = 0x110,
	DIF_VAR_CALLER = 0x111,
	DIF_VAR_PROBEPROV = 0x112,
	DIF_VAR_PROBEMOD = 0x113,
	DIF_VAR_PROBEFUNC = 0x114,
	DIF_VAR_PROBENAME = 0x115,
	DIF_VAR_PID = 0x116,
	DIF_VAR_TID = 0x117,
	DIF_VAR_EXECNAME = 0x118,
	DIF_VAR_ZONENAME = 0x119,
	DIF_VAR_WALLTIMESTAMP = 0x11a,
	DIF_VAR_USTACKDEPTH = 0x11b,
	DIF_VAR_UCALLER = 0x11c,
	DIF_VAR_PPID = 0x11d,
	DIF_VAR_UID = 0x11e,
	DIF_VAR_GID = 0x11f,
	DIF_VAR_ERRNO = 0x120,
	DIF_VAR_EXECARGS = 0x121,
	DIF_VAR_JID = 0x122,
	DIF_VAR_JAILNAME = 0x123,
	DIF_VAR_CPU = 0x200,
	DIF_VAR_USER_FIRST = 0x500,
	DIF_VAR_LAST = 0xffff
};
#define DIF_VAR_ARRAY_USER_FIRST 0x080

/* ORDER DIF_SUBR: driver/core/subr.c and libdtrace's tables. */
enum dif_subr {
	DIF_SUBR_RAND = 0,
	DIF_SUBR_MUTEX_OWNED,
	DIF_SUBR_MUTEX_OWNER,
	DIF_SUBR_MUTEX_TYPE_ADAPTIVE,
	DIF_SUBR_MUTEX_TYPE_SPIN,
	DIF_SUBR_RW_READ_HELD,
	DIF_SUBR_RW_WRITE_HELD,
	DIF_SUBR_RW_ISWRITER,
	DIF_SUBR_COPYIN,
	DIF_SUBR_COPYINSTR,
	DIF_SUBR_SPECULATION,
	DIF_SUBR_PROGENYOF,
	DIF_SUBR_STRLEN,
	DIF_SUBR_COPYOUT,
	DIF_SUBR_COPYOUTSTR,
	DIF_SUBR_ALLOCA,
	DIF_SUBR_BCOPY,
	DIF_SUBR_COPYINTO,
	DIF_SUBR_MSGDSIZE,
	DIF_SUBR_MSGSIZE,
	DIF_SUBR_GETMAJOR,
	DIF_SUBR_GETMINOR,
	DIF_SUBR_DDI_PATHNAME,
	DIF_SUBR_STRJOIN,
	DIF_SUBR_LLTOSTR,
	DIF_SUBR_BASENAME,
	DIF_SUBR_DIRNAME,
	DIF_SUBR_CLEANPATH,
	DIF_SUBR_STRCHR,
	DIF_SUBR_STRRCHR,
	DIF_SUBR_STRSTR,
	DIF_SUBR_STRTOK,
	DIF_SUBR_SUBSTR,
	DIF_SUBR_INDEX,
	DIF_SUBR_RINDEX,
	DIF_SUBR_HTONS,
	DIF_SUBR_HTONL,
	DIF_SUBR_HTONLL,
	DIF_SUBR_NTOHS,
	DIF_SUBR_NTOHL,
	DIF_SUBR_NTOHLL,
	DIF_SUBR_INET_NTOP,
	DIF_SUBR_INET_NTOA,
	DIF_SUBR_INET_NTOA6,
	DIF_SUBR_TOUPPER,
	DIF_SUBR_TOLOWER,
	DIF_SUBR_MEMREF,
	DIF_SUBR_SX_SHARED_HELD,
	DIF_SUBR_SX_EXCLUSIVE_HELD,
	DIF_SUBR_SX_ISEXCLUSIVE,
	DIF_SUBR_MEMSTR,
	DIF_SUBR_GETF,
	DIF_SUBR_JSON,
	DIF_SUBR_STRTOLL,
	DIF_SUBR_D_PATH,    /* struct path * -> string */
	DIF_SUBR_LINK_NTOP, /* ARPHRD_ type, address -> string */
	DIF_SUBR_MAX = DIF_SUBR_LINK_NTOP
};

/* Types as DIF sees them. */
#define DIF_KIND_CTF 0	  /* plain data of `size` bytes */
#define DIF_KIND_STRING 1 /* a string, at most strsize bytes */
#define DIF_TYPE_BYREF 0x1
#define DIF_TYPE_BYUREF 0x2
#define DIF_TYPE_SIGNED 0x4  /* result: a signed integer; its record gets DTRACE_RECORD_SIGNED */
#define DIF_TYPE_STORAGE 0x8 /* variable: has storage from the start, see above */

struct dif_type {
	uint8_t kind;  /* DIF_KIND_* */
	uint8_t ckind; /* the compiler's dt_kind, for listings; the engine ignores it */
	uint8_t flags; /* DIF_TYPE_* */
	uint8_t pad;
	uint32_t size; /* bytes */
};

/* One entry of a DIF object's variable table. */
struct dif_variable {
	uint32_t name; /* offset in strtab */
	uint32_t id;   /* 0x500 .. for the program's own */
	uint8_t kind;  /* DIF_VAR_ARRAY (associative) or DIF_VAR_SCALAR */
	uint8_t scope; /* DIF_SCOPE_* */
	uint16_t flags;
	struct dif_type type;
};

#endif
