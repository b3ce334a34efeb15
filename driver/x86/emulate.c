/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The effect of a displaced instruction on a register frame, at the moment of the hit.
 *
 * Runs in probe context, NMI included: one switch, no calls out, no state. What it may touch beyond
 * the frame (the top of the stack, the operand of an indirect call) is the contract in x86.h.
 */
#include "x86.h"

#define FLAG_CF		 0x001
#define FLAG_PF		 0x004
#define FLAG_AF		 0x010
#define FLAG_ZF		 0x040
#define FLAG_SF		 0x080
#define FLAG_OF		 0x800
#define FLAGS_ARITHMETIC (FLAG_CF | FLAG_PF | FLAG_AF | FLAG_ZF | FLAG_SF | FLAG_OF)

#define RCX 1
#define RSP 4

struct frame {
	void *base;
	const uint16_t *offsets;
};

static inline uint64_t *field(const struct frame *frame, unsigned int index)
{
	return (uint64_t *)((char *)frame->base + frame->offsets[index]);
}

/* Through a copy, since nobody promises that the stack pointer is aligned. */
static inline uint64_t load(uint64_t address)
{
	uint64_t value;

	__builtin_memcpy(&value, (const void *)(uintptr_t)address, sizeof(value));
	return value;
}

static inline void store(uint64_t address, uint64_t value)
{
	__builtin_memcpy((void *)(uintptr_t)address, &value, sizeof(value));
}

static inline void push(const struct frame *frame, uint64_t value)
{
	uint64_t *rsp = field(frame, RSP);

	*rsp -= 8;
	store(*rsp, value);
}

static inline uint64_t pop(const struct frame *frame)
{
	uint64_t *rsp = field(frame, RSP);
	uint64_t value = load(*rsp);

	*rsp += 8;
	return value;
}

/* PF: the low byte has an even number of ones. 0x6996 has a one for each odd nibble. */
static uint64_t parity(uint64_t value)
{
	return (0x6996 >> ((value ^ value >> 4) & 15)) & 1 ? 0 : FLAG_PF;
}

static void set_flags(const struct frame *frame, uint64_t flags)
{
	uint64_t *rflags = field(frame, X86_RFLAGS);

	*rflags = (*rflags & ~(uint64_t)FLAGS_ARITHMETIC) | flags;
}

/* CF, and what follows from both operands; `carry` and `overflow` are the operation's own. */
static void set_sum_flags(const struct frame *frame, uint64_t left, uint64_t right, uint64_t result,
			  bool carry, uint64_t overflow)
{
	set_flags(frame, (carry ? FLAG_CF : 0) | parity(result) |
				 ((left ^ right ^ result) & FLAG_AF) | (result ? 0 : FLAG_ZF) |
				 (result >> 63 ? FLAG_SF : 0) | (overflow >> 63 ? FLAG_OF : 0));
}

static void subtract_rsp(const struct frame *frame, uint64_t right)
{
	uint64_t *rsp = field(frame, RSP);
	uint64_t left = *rsp, result = left - right;

	*rsp = result;
	set_sum_flags(frame, left, right, result, left < right, (left ^ right) & (left ^ result));
}

static void add_rsp(const struct frame *frame, uint64_t right)
{
	uint64_t *rsp = field(frame, RSP);
	uint64_t left = *rsp, result = left + right;

	*rsp = result;
	set_sum_flags(frame, left, right, result, result < left,
		      (left ^ result) & (right ^ result));
}

/* Conditions come in pairs, the odd one the negation: o b z be s p l le. */
static bool condition_holds(uint8_t condition, uint64_t flags)
{
	bool less = !(flags & FLAG_SF) != !(flags & FLAG_OF);
	bool holds = false;

	switch (condition >> 1) {
	case 0:
		holds = flags & FLAG_OF;
		break;
	case 1:
		holds = flags & FLAG_CF;
		break;
	case 2:
		holds = flags & FLAG_ZF;
		break;
	case 3:
		holds = flags & (FLAG_CF | FLAG_ZF);
		break;
	case 4:
		holds = flags & FLAG_SF;
		break;
	case 5:
		holds = flags & FLAG_PF;
		break;
	case 6:
		holds = less;
		break;
	case 7:
		holds = less || (flags & FLAG_ZF);
		break;
	}
	return holds != (condition & 1);
}

/* E0 loopne, E1 loope, E2 loop count down; E3 jrcxz only looks. The counter as it will be: */
static uint64_t loop_count(const struct frame *frame, const struct x86_plan *plan)
{
	uint64_t count = *field(frame, RCX) - (plan->source != 0xe3);

	return plan->short_count ? (uint32_t)count : count;
}

static bool loop_taken(const struct frame *frame, const struct x86_plan *plan)
{
	bool zero = *field(frame, X86_RFLAGS) & FLAG_ZF;
	uint64_t count = loop_count(frame, plan);

	switch (plan->source) {
	case 0xe0:
		return count != 0 && !zero;
	case 0xe1:
		return count != 0 && zero;
	case 0xe2:
		return count != 0;
	default:
		return count == 0;
	}
}

static uint64_t emulate_loop(const struct frame *frame, const struct x86_plan *plan, uint64_t next,
			     uint64_t target)
{
	bool taken = loop_taken(frame, plan);

	if (plan->source != 0xe3)
		*field(frame, RCX) = loop_count(frame, plan);
	return taken ? target : next;
}

/* RIP in an operand is that of the next instruction. */
static uint64_t operand_address(const struct frame *frame, const struct x86_plan *plan,
				uint64_t next)
{
	uint64_t address = (uint64_t)plan->value;

	if (plan->base == X86_RIP)
		address += next;
	else if (plan->base != X86_NO_REGISTER)
		address += *field(frame, plan->base);
	if (plan->index != X86_NO_REGISTER)
		address += *field(frame, plan->index) << plan->scale;
	return address;
}

uint64_t x86_operand_address(const struct x86_plan *plan, void *base,
			     const uint16_t offsets[X86_FRAME_FIELDS])
{
	const struct frame frame = {base, offsets};

	return operand_address(&frame, plan, *field(&frame, X86_RIP) + plan->length);
}

bool x86_branch_taken(const struct x86_plan *plan, void *base,
		      const uint16_t offsets[X86_FRAME_FIELDS])
{
	const struct frame frame = {base, offsets};

	switch (plan->how) {
	case X86_EMULATE_JCC:
		return condition_holds(plan->source, *field(&frame, X86_RFLAGS));
	case X86_EMULATE_LOOP:
		return loop_taken(&frame, plan);
	default:
		return true;
	}
}

/* The target is read before the push: it may depend on the stack pointer. */
static uint64_t call(const struct frame *frame, uint64_t next, uint64_t target)
{
	push(frame, next);
	return target;
}

static uint64_t emulate_ret(const struct frame *frame, uint64_t drop)
{
	uint64_t target = pop(frame);

	*field(frame, RSP) += drop;
	return target;
}

/* Those that change where execution continues; returns that address. */
static uint64_t emulate_branch(const struct frame *frame, const struct x86_plan *plan,
			       uint64_t next)
{
	uint64_t target = next + (uint64_t)plan->value;

	switch (plan->how) {
	case X86_EMULATE_JMP:
		return target;
	case X86_EMULATE_CALL:
		return call(frame, next, target);
	case X86_EMULATE_JCC:
		return condition_holds(plan->source, *field(frame, X86_RFLAGS)) ? target : next;
	case X86_EMULATE_LOOP:
		return emulate_loop(frame, plan, next, target);
	case X86_EMULATE_JMP_REG:
		return *field(frame, plan->reg);
	case X86_EMULATE_CALL_REG:
		return call(frame, next, *field(frame, plan->reg));
	case X86_EMULATE_CALL_MEM:
		return call(frame, next, load(operand_address(frame, plan, next)));
	default:
		return next;
	}
}

void x86_emulate(const struct x86_plan *plan, void *base, const uint16_t offsets[X86_FRAME_FIELDS])
{
	const struct frame frame = {base, offsets};
	uint64_t *rip = field(&frame, X86_RIP);
	uint64_t next = *rip + plan->length;

	/* Most breakpoints that are emulated stand on returns. */
	if (plan->how == X86_EMULATE_RET) {
		*rip = emulate_ret(&frame, (uint64_t)plan->value);
		return;
	}
	switch (plan->how) {
	case X86_EMULATE_PUSH:
		push(&frame, *field(&frame, plan->reg));
		break;
	case X86_EMULATE_PUSH_IMM:
		push(&frame, (uint64_t)plan->value);
		break;
	case X86_EMULATE_POP:
		*field(&frame, plan->reg) = pop(&frame);
		break;
	case X86_EMULATE_SUB_RSP:
		subtract_rsp(&frame, (uint64_t)plan->value);
		break;
	case X86_EMULATE_ADD_RSP:
		add_rsp(&frame, (uint64_t)plan->value);
		break;
	case X86_EMULATE_MOV:
		*field(&frame, plan->reg) = *field(&frame, plan->source);
		break;
	case X86_EMULATE_MOV32:
		*field(&frame, plan->reg) = (uint32_t)*field(&frame, plan->source);
		break;
	case X86_EMULATE_MOV_IMM:
		*field(&frame, plan->reg) = (uint64_t)plan->value;
		break;
	case X86_EMULATE_ZERO:
		*field(&frame, plan->reg) = 0;
		set_flags(&frame, FLAG_ZF | FLAG_PF);
		break;
	default:
		next = emulate_branch(&frame, plan, next);
		break;
	}
	*rip = next;
}
