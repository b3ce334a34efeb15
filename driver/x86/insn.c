/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Questions to a decoded instruction, and refusals in words. Pure functions, any context.
 */
#include "x86.h"

/* ORDER REASON: enum x86_reason, negated. */
static const char *const reasons[] = {
	[0] = "no reason",
	[-X86_TRUNCATED] = "the instruction is cut off",
	[-X86_UNKNOWN] = "unknown opcode",
	[-X86_NOT_64BIT] = "not valid in 64-bit mode",
	[-X86_TOO_LONG] = "longer than 15 bytes",
	[-X86_BAD_PREFIX] = "a prefix that is not allowed there",
	[-X86_IS_BREAKPOINT] = "already a breakpoint, or padding",
	[-X86_IS_UNDEFINED] = "raises an exception that the kernel knows by its address",
	[-X86_IS_INTERRUPT] = "a software interrupt",
	[-X86_IS_SYSTEM_CALL] = "enters or leaves the kernel",
	[-X86_IS_INTERRUPT_RETURN] = "returns from an interrupt",
	[-X86_IS_FAR] = "a far transfer",
	[-X86_IS_HALT] = "waits for an interrupt, which could be missed before it",
	[-X86_IS_SHADOW] = "holds interrupts off for the instruction after it",
	[-X86_IS_TRANSACTION] = "begins or ends a transaction",
	[-X86_IS_GUEST_ENTRY] = "enters or leaves a guest or a firmware mode",
	[-X86_IS_ENDBR] = "the landing pad of indirect branches",
	[-X86_IS_SWAPGS] = "changes the GS base",
	[-X86_SEGMENT_OPERAND] = "calls through an operand in FS or GS",
	[-X86_ODD_SIZE] = "a branch or stack operation with a size prefix",
	[-X86_STACK_OPERAND] = "its operand depends on the stack pointer",
	[-X86_OUT_OF_REACH] = "more than 2 GB away from what it refers to",
	[-X86_NO_ROOM] = "the place for the copy is too small",
	[-X86_MUST_EMULATE] = "a relative branch, which has no copy elsewhere",
	[-X86_TARGET_INSIDE] = "branches or returns into the bytes that would be replaced",
	[-X86_ENDS_EARLY] = "ends before the five bytes of a jump",
	[-X86_ADDRESS_SIZE] = "an operand with an address-size prefix",
	[-X86_LEAVES] = "a branch or return among the bytes of a jump",
	[-X86_TOO_WIDE] = "more than 15 bytes would have to be replaced",
};

_Static_assert(sizeof(reasons) / sizeof(reasons[0]) == 1 - X86_LAST_REASON,
	       "a reason without a sentence");

const char *x86_reason(int reason)
{
	if (reason > 0 || reason < X86_LAST_REASON)
		return "unknown reason";
	return reasons[-reason];
}

bool x86_branch_target(const struct x86_insn *insn, uint64_t address, uint64_t *target)
{
	if (!(insn->attributes & X86_ATTR_RELATIVE))
		return false;
	*target = address + insn->length + (uint64_t)insn->imm;
	return true;
}

bool x86_falls_through(const struct x86_insn *insn)
{
	switch (insn->flow) {
	case X86_FLOW_JMP:
	case X86_FLOW_JMP_INDIRECT:
	case X86_FLOW_RET:
	case X86_FLOW_RET_IMM:
	case X86_FLOW_IRET:
	case X86_FLOW_SYSRET:
	case X86_FLOW_UD:
		return false;
	case X86_FLOW_FAR:
		/* callf comes back; jmpf (ff /5) and retf do not. */
		return insn->opcode == 0xff && ((insn->modrm >> 3) & 7) == 3;
	default:
		return true;
	}
}
