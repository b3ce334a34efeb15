/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Instructions of the x86-64, seen by somebody who wants to put a breakpoint on one.
 *
 * The life of a probe site passes through here in four steps:
 *
 *	x86_decode()	bytes -> struct x86_insn: length, operands, kind of control flow
 *	x86_classify()	struct x86_insn -> struct x86_plan: how execution goes on at the site
 *			although the first byte of the instruction is now a breakpoint
 *	x86_relocate()	where the plan is X86_SLOT: the same instruction, for another address
 *	x86_emulate()	at the hit, where the plan is X86_EMULATE_*: its effect on the registers
 *
 * and, for sites that take a jump, x86_span(), x86_relocate_sequence() and x86_make_wide_jump().
 *
 * All are pure functions over the memory they are given: no state, no allocation, no locks, no
 * floating point; they may be called anywhere, probe context and NMI included. Only 64-bit mode.
 *
 * Nothing here guesses. An instruction that is not in the table (driver/x86/opcodes.txt) is
 * refused; whoever walks a function linearly must stop there, because where the next
 * instruction begins is then unknown.
 *
 * Functions return a length (> 0) or 0 for success, or a negative enum x86_reason;
 * x86_reason() says it in words.
 */
#ifndef DTRACE_DRIVER_X86_H
#define DTRACE_DRIVER_X86_H

#include <dtrace/types.h>

#define X86_MAX_LENGTH 15

/* Why something was refused. The sentences are in reason.c, ORDER REASON. */
enum x86_reason {
	/* x86_decode */
	X86_TRUNCATED = -1,  /* the instruction does not end within the bytes given */
	X86_UNKNOWN = -2,    /* not in the opcode table */
	X86_NOT_64BIT = -3,  /* exists, but not in 64-bit mode */
	X86_TOO_LONG = -4,   /* more than 15 bytes */
	X86_BAD_PREFIX = -5, /* LOCK where it is not allowed, REX/66/F2/F3/LOCK before VEX */
	/* x86_classify */
	X86_IS_BREAKPOINT = -6,	       /* int3: somebody else's, or padding */
	X86_IS_UNDEFINED = -7,	       /* ud0, ud1, ud2, udb: the kernel looks its address up */
	X86_IS_INTERRUPT = -8,	       /* int n, int1, into */
	X86_IS_SYSTEM_CALL = -9,       /* syscall, sysenter, sysret, sysexit, eretu, erets */
	X86_IS_INTERRUPT_RETURN = -10, /* iret */
	X86_IS_FAR = -11,	       /* far jmp, call, ret */
	X86_IS_HALT = -12,	       /* hlt, mwait..: a wake-up could be lost before it */
	X86_IS_SHADOW = -13, /* sti, mov ss, pop ss: holds interrupts off for one instruction */
	X86_IS_TRANSACTION = -14,  /* xbegin, xabort, xend */
	X86_IS_GUEST_ENTRY = -15,  /* vmlaunch, vmresume, vmrun, seamcall .. */
	X86_IS_ENDBR = -16,	   /* the landing pad of indirect branches */
	X86_IS_SWAPGS = -17,	   /* swapgs, lkgs: the kernel's GS base may not be in place */
	X86_SEGMENT_OPERAND = -18, /* indirect call through an FS: or GS: operand */
	X86_ODD_SIZE = -19,	   /* a branch, push or call with an operand-size prefix */
	X86_STACK_OPERAND = -20,   /* cannot be moved because it uses the stack pointer */
	/* x86_relocate */
	X86_OUT_OF_REACH = -21,	 /* the displacement does not fit in 32 bits */
	X86_NO_ROOM = -22,	 /* the destination is too small */
	X86_MUST_EMULATE = -23,	 /* a relative branch or call has no equal elsewhere */
	X86_TARGET_INSIDE = -24, /* branches into the bytes that are replaced */
	X86_ENDS_EARLY = -25,	 /* control flow ends before five bytes */
	X86_ADDRESS_SIZE = -26,	 /* an operand cut to 32 bits by an 0x67 prefix */
	/* x86_span */
	X86_LEAVES = -27,   /* a branch or return among the bytes to be replaced */
	X86_TOO_WIDE = -28, /* the instructions to be replaced take more than 15 bytes */
	X86_LAST_REASON = X86_TOO_WIDE,
};

/* A sentence without a full stop; never NULL. */
const char *x86_reason(int reason);

/* Legacy prefixes present; a repeated one counts once, the last of the F2/F3 pair wins. */
enum x86_prefix {
	X86_PREFIX_66 = 0x01, /* operand size */
	X86_PREFIX_67 = 0x02, /* address size */
	X86_PREFIX_F2 = 0x04,
	X86_PREFIX_F3 = 0x08,
	X86_PREFIX_LOCK = 0x10,
	X86_PREFIX_FS = 0x20,
	X86_PREFIX_GS = 0x40,
	X86_PREFIX_OTHER_SEGMENT = 0x80, /* es, cs, ss, ds: no effect on addresses */
};

enum x86_encoding {
	X86_LEGACY,
	X86_VEX,
	X86_EVEX,
	X86_XOP,
};

/* Where control goes after the instruction. */
enum x86_flow {
	X86_FLOW_NONE,		/* to the next instruction */
	X86_FLOW_JMP,		/* jmp rel8/rel32 */
	X86_FLOW_JCC,		/* jcc rel8/rel32 */
	X86_FLOW_LOOP,		/* loop, loope, loopne, jrcxz rel8 */
	X86_FLOW_CALL,		/* call rel32 */
	X86_FLOW_RET,		/* c3 */
	X86_FLOW_RET_IMM,	/* c2 iw */
	X86_FLOW_JMP_INDIRECT,	/* ff /4 */
	X86_FLOW_CALL_INDIRECT, /* ff /2 */
	X86_FLOW_FAR,		/* ff /3, ff /5, ca, cb */
	X86_FLOW_INT3,
	X86_FLOW_INT, /* int n, int1 */
	X86_FLOW_IRET,
	X86_FLOW_SYSCALL,     /* syscall, sysenter */
	X86_FLOW_SYSRET,      /* sysret, sysexit, eretu, erets, uiret */
	X86_FLOW_UD,	      /* ud0, ud1, ud2, udb */
	X86_FLOW_HLT,	      /* waits: hlt, mwait, mwaitx, tpause .. */
	X86_FLOW_GUEST,	      /* vmlaunch, vmresume, vmrun, vmcall .. */
	X86_FLOW_TRANSACTION, /* xbegin rel32, xabort, xend */
};

/* Further properties. */
enum x86_attribute {
	X86_ATTR_HAS_MODRM = 0x01,
	X86_ATTR_HAS_SIB = 0x02,
	X86_ATTR_RIP_RELATIVE = 0x04, /* disp is relative to the end of the instruction */
	X86_ATTR_RELATIVE = 0x08,     /* imm is a branch displacement, relative likewise */
	X86_ATTR_NOP = 0x10,	      /* no effect at all: nop, nop r/m, also with prefixes */
	X86_ATTR_ENDBR = 0x20,
	X86_ATTR_SHADOW = 0x40, /* sti, mov ss, pop ss */
	X86_ATTR_SWAPGS = 0x80, /* changes the GS base as entry code does */
};

struct x86_insn {
	uint8_t length;	  /* 1..15 */
	uint8_t prefixes; /* enum x86_prefix */
	uint8_t rex;	  /* the REX byte or 0; for VEX, EVEX and XOP 0x40 | W R X B as in REX */
	uint8_t encoding; /* enum x86_encoding */
	uint8_t map;	  /* 0 one byte, 1 0F, 2 0F38, 3 0F3A, 4 3DNow!, 5, 6 EVEX, 8, 9, 10 XOP */
	uint8_t opcode;
	uint8_t opcode_offset; /* of that byte */
	uint8_t attributes;    /* enum x86_attribute */
	uint8_t modrm;	       /* valid with X86_ATTR_HAS_MODRM; it is at opcode_offset + 1 .. */
	uint8_t modrm_offset;  /* .. here */
	uint8_t sib;	       /* valid with X86_ATTR_HAS_SIB */
	uint8_t flow;	       /* enum x86_flow */
	uint8_t disp_offset, disp_size; /* size 0: none; 8 only for mov moffs */
	uint8_t imm_offset, imm_size;	/* size 0: none; enter and extrq: 3 and 2 in one value */
	uint16_t mnemonic;		/* for x86_mnemonic() */
	int64_t disp;			/* sign extended, without EVEX scaling */
	int64_t imm;			/* sign extended */
};

static inline bool x86_rip_relative(const struct x86_insn *insn)
{
	return insn->attributes & X86_ATTR_RIP_RELATIVE;
}

/*
 * Decode one instruction. Reads bytes[0..avail-1] at most, and at most 15 bytes. Returns its
 * length, or a negative reason; *out is then unspecified.
 */
int x86_decode(const uint8_t *bytes, size_t avail, struct x86_insn *out);

/* Intel's name in lower case: "push", "jne", "vpaddd". Never NULL. */
const char *x86_mnemonic(const struct x86_insn *insn);

/*
 * If the instruction, standing at address, is a relative branch or call, store where it may go
 * and return true.
 */
bool x86_branch_target(const struct x86_insn *insn, uint64_t address, uint64_t *target);

/* False where the next instruction is never reached from this one: jmp, ret, ud2, iret .. */
bool x86_falls_through(const struct x86_insn *insn);

/* How execution goes on at a breakpoint that has replaced the first byte. */
enum x86_continue {
	X86_SLOT, /* run x86_relocate()'s copy, then jump behind the original */
	X86_EMULATE_NOP,
	X86_EMULATE_PUSH, /* push r64 */
	X86_EMULATE_PUSH_IMM,
	X86_EMULATE_POP,     /* pop r64 */
	X86_EMULATE_SUB_RSP, /* sub rsp, imm */
	X86_EMULATE_ADD_RSP,
	X86_EMULATE_MOV,     /* mov r64, r64 */
	X86_EMULATE_MOV32,   /* mov r32, r32: clears the upper half */
	X86_EMULATE_MOV_IMM, /* mov r64, imm and mov r32, imm */
	X86_EMULATE_ZERO,    /* xor r32, same r32 */
	X86_EMULATE_RET,     /* ret, ret imm16 */
	X86_EMULATE_JMP,
	X86_EMULATE_CALL,
	X86_EMULATE_JCC,
	X86_EMULATE_LOOP,     /* loop, loope, loopne, jrcxz, jecxz */
	X86_EMULATE_JMP_REG,  /* jmp r64 */
	X86_EMULATE_CALL_REG, /* call r64 */
	X86_EMULATE_CALL_MEM, /* call [memory] */
};

/*
 * An operand in memory whose address registers alone tell. (Of others nothing is kept: vector
 * encodings, string instructions, those with an address-size prefix.)
 */
enum x86_operand {
	X86_OPERAND_NONE,
	X86_OPERAND_PLAIN,
	X86_OPERAND_FS, /* to which that segment's base must be added */
	X86_OPERAND_GS,
	X86_OPERAND_TARGET, /* holds the address where an indirect jump or call goes */
};

/* Made once, when the site is made; read at every hit. Position independent. */
struct x86_plan {
	uint8_t how;	/* enum x86_continue */
	uint8_t length; /* of the instruction */
	uint8_t reg;	/* destination, or the only register, in encoding order */
	uint8_t source; /* mov: the other register; jcc: condition 0..15; loop: opcode; X86_SLOT and
			   X86_EMULATE_CALL_MEM: enum x86_operand */
	uint8_t base, index, scale; /* of an operand in memory; X86_NO_REGISTER: none; a shift */
	bool short_count;	    /* loop: the counter is ecx */
	int64_t value; /* immediate, displacement of the operand, or of a branch from its end */
};

#define X86_NO_REGISTER	 0xff
#define X86_RIP		 16 /* as an index, and as the base register of an operand */
#define X86_RFLAGS	 17
#define X86_FRAME_FIELDS 18

/* Decide at arm time how to continue. 0, or the reason why no breakpoint may stand there. */
int x86_classify(const struct x86_insn *insn, struct x86_plan *plan);

static inline bool x86_must_emulate(const struct x86_plan *plan)
{
	return plan->how != X86_SLOT;
}

/*
 * Emulate at the hit. The registers lie in memory at frame + offsets[i], 8 bytes each:
 * i = 0..15 are rax rcx rdx rbx rsp rbp rsi rdi r8..r15 (the encoding's order), then
 * X86_RIP and X86_RFLAGS. The driver fills offsets[] once for its struct pt_regs.
 *
 * On entry the RIP field is the address of the displaced instruction (of the int3 itself,
 * not behind it); on return it is where execution continues.
 *
 * Memory: the stack pointer in the frame is trusted and used by plain loads and stores. push and
 * call store 8 bytes at rsp - 8, pop and ret load 8 bytes at rsp. A caller whose own trap
 * frame lies directly below rsp must have left a gap of at least 8 bytes there; never more than
 * these 8 bytes below the rsp it was given are written. X86_EMULATE_CALL_MEM loads 8 bytes at the
 * operand: if that faults, the original would have faulted as well. sub rsp only
 * changes the register.
 *
 * A plan that is X86_SLOT must not be passed.
 */
void x86_emulate(const struct x86_plan *plan, void *frame,
		 const uint16_t offsets[X86_FRAME_FIELDS]);

/*
 * What the instruction is about to do, with the frame as for x86_emulate(), which is not changed:
 * the address of the operand in memory, if the plan has one (a segment's base is the caller's to
 * add); and whether a branch is taken, which is true of all that have no condition.
 */
uint64_t x86_operand_address(const struct x86_plan *plan, void *frame,
			     const uint16_t offsets[X86_FRAME_FIELDS]);
bool x86_branch_taken(const struct x86_plan *plan, void *frame,
		      const uint16_t offsets[X86_FRAME_FIELDS]);

/*
 * Write to to[] the instruction at bytes[] (decoded from address `from`) as it must read at
 * to_address: the same bytes, with a RIP-relative displacement corrected. Only for plans that are
 * X86_SLOT; relative branches are X86_MUST_EMULATE. Returns the length or a reason.
 * Appending the jump back is the caller's (x86_make_jump to from + length).
 */
int x86_relocate(const struct x86_insn *insn, const uint8_t *bytes, uint64_t from, uint8_t *to,
		 uint64_t to_address, size_t room);

#define X86_JUMP_LENGTH 5
#define X86_JUMP	0xe9

/* Write `jmp rel32` for at_address. X86_JUMP_LENGTH, or X86_OUT_OF_REACH. */
int x86_make_jump(uint8_t *at, uint64_t at_address, uint64_t target);

#define X86_JUMP_PREFIX 0x2e
/*
 * The same as one instruction of `length` bytes, X86_JUMP_LENGTH to X86_MAX_LENGTH: who decodes
 * linearly stays in step, and sees no instruction begin in it. 0, or X86_OUT_OF_REACH.
 */
int x86_make_wide_jump(uint8_t *at, uint64_t at_address, uint64_t target, unsigned int length);

/* So many bytes tell what stands in the way of a jump: the last of the five, and 14 behind it. */
#define X86_SPAN_MAX (X86_JUMP_LENGTH - 1 + X86_MAX_LENGTH)

/* The whole instructions that a jump replaces; at most five begin in its first five bytes. */
struct x86_span {
	uint8_t taken;		     /* bytes */
	uint8_t count;		     /* instructions */
	uint8_t at[X86_JUMP_LENGTH]; /* offset of each */
	bool jump;		     /* it is one jmp rel32 and nothing else */
};

/*
 * May a jump stand in place of the instructions at bytes[]? More is refused than
 * x86_relocate_sequence() could move: of branches only a jmp rel32 alone, and no return. A branch
 * must be seen where it stands, by others who patch the function (an optimised kprobe must not cover
 * its target); and where indirect branches and returns stand is a matter of the processor's
 * mitigations. A direct call may be the last one: it returns behind the span. 0 or a reason. The
 * caller knows that nobody branches to from+1 .. from+taken-1.
 */
int x86_span(const uint8_t *bytes, size_t avail, struct x86_span *span);

/* At most five instructions begin in the five bytes that a jump replaces. */
struct x86_moved {
	uint8_t taken; /* bytes of the original, 5..19, whole instructions (or int3 padding) */
	uint8_t count; /* instructions moved */
	uint16_t size; /* bytes written, the jump back included */
	uint8_t from[X86_JUMP_LENGTH]; /* offset of each in the original .. */
	uint8_t to[X86_JUMP_LENGTH];   /* .. and in the copy */
};

/* Always enough room for x86_relocate_sequence(). */
#define X86_SEQUENCE_ROOM 96

/*
 * For a jump site: move the whole instructions that cover the first five bytes at `from`
 * to to[], for to_address, and append the jump back to from + taken (unless the last one never
 * falls through). Short branches become near ones; a call becomes a push of the original
 * return address and a jump, so that no return address ever points into the copy.
 *
 * Refused: what x86_classify() refuses, calls that would return into the replaced bytes, branches
 * into the middle of them, control flow that ends before five bytes unless only int3 follows. The
 * caller must know that nobody else branches into from+1 .. from+taken-1, and that none of the
 * instructions has an exception-table entry. Returns 0 or a reason.
 */
int x86_relocate_sequence(const uint8_t *bytes, size_t avail, uint64_t from, uint8_t *to,
			  uint64_t to_address, size_t room, struct x86_moved *moved);

#endif
