/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Decide, when a site is armed, how execution will continue there: struct x86_insn to
 * struct x86_plan.
 *
 * Three rules. What changes who is running, or is known to the kernel by its address, is refused.
 * What pushes or follows an address that would be wrong in a copy is emulated. The rest runs in a
 * copy; except that a few of the simplest and commonest instructions are emulated as well, because
 * that costs no slot: they touch nothing but registers and the top of the stack.
 *
 * Pure function, any context.
 */
#include "x86.h"

static int refused_flow(const struct x86_insn *insn)
{
	switch (insn->flow) {
	case X86_FLOW_INT3:
		return X86_IS_BREAKPOINT;
	case X86_FLOW_INT:
		return X86_IS_INTERRUPT;
	case X86_FLOW_IRET:
		return X86_IS_INTERRUPT_RETURN;
	case X86_FLOW_SYSCALL:
	case X86_FLOW_SYSRET:
		return X86_IS_SYSTEM_CALL;
	case X86_FLOW_UD:
		return X86_IS_UNDEFINED;
	case X86_FLOW_HLT:
		return X86_IS_HALT;
	case X86_FLOW_FAR:
		return X86_IS_FAR;
	case X86_FLOW_GUEST:
		return X86_IS_GUEST_ENTRY;
	case X86_FLOW_TRANSACTION:
		return X86_IS_TRANSACTION;
	default:
		return 0;
	}
}

static int refused_attribute(const struct x86_insn *insn)
{
	if (insn->attributes & X86_ATTR_ENDBR)
		return X86_IS_ENDBR;
	if (insn->attributes & X86_ATTR_SHADOW)
		return X86_IS_SHADOW;
	if (insn->attributes & X86_ATTR_SWAPGS)
		return X86_IS_SWAPGS;
	return 0;
}

static bool is_wide(const struct x86_insn *insn)
{
	return insn->rex & 8;
}

static bool is_16_bit(const struct x86_insn *insn)
{
	return (insn->prefixes & X86_PREFIX_66) && !is_wide(insn);
}

/* The register a field of three bits names with its REX bit (B 1, X 2, R 4). */
static uint8_t extended(const struct x86_insn *insn, uint8_t field, uint8_t rex_bit)
{
	return (field & 7) | (insn->rex & rex_bit ? 8 : 0);
}

static uint8_t rm_register(const struct x86_insn *insn)
{
	return extended(insn, insn->modrm, 1);
}

static uint8_t reg_register(const struct x86_insn *insn)
{
	return extended(insn, insn->modrm >> 3, 4);
}

static uint8_t modrm_extension(const struct x86_insn *insn)
{
	return (insn->modrm >> 3) & 7;
}

static bool is_register_form(const struct x86_insn *insn)
{
	return insn->modrm >= 0xc0;
}

static void plan_sib(const struct x86_insn *insn, struct x86_plan *plan)
{
	uint8_t index = extended(insn, insn->sib >> 3, 2);

	plan->scale = insn->sib >> 6;
	plan->index = index == 4 ? X86_NO_REGISTER : index;
	plan->base = extended(insn, insn->sib, 1);
	if ((insn->sib & 7) == 5 && insn->modrm < 0x40)
		plan->base = X86_NO_REGISTER;
}

static enum x86_operand plan_operand(const struct x86_insn *insn, struct x86_plan *plan)
{
	bool modrm = insn->attributes & X86_ATTR_HAS_MODRM;

	if (insn->encoding != X86_LEGACY || (insn->prefixes & X86_PREFIX_67))
		return X86_OPERAND_NONE;
	/* mov moffs is the only one without a ModRM. */
	if (modrm ? is_register_form(insn) : insn->disp_size != 8)
		return X86_OPERAND_NONE;
	plan->value = insn->disp;
	if (insn->attributes & X86_ATTR_HAS_SIB)
		plan_sib(insn, plan);
	else if (modrm)
		plan->base = x86_rip_relative(insn) ? X86_RIP : rm_register(insn);
	if (insn->prefixes & X86_PREFIX_GS)
		return X86_OPERAND_GS;
	if (insn->prefixes & X86_PREFIX_FS)
		return X86_OPERAND_FS;
	return insn->flow == X86_FLOW_NONE ? X86_OPERAND_PLAIN : X86_OPERAND_TARGET;
}

static int plan_indirect_call(const struct x86_insn *insn, struct x86_plan *plan)
{
	if (is_register_form(insn)) {
		plan->how = X86_EMULATE_CALL_REG;
		plan->reg = rm_register(insn);
		return 0;
	}
	plan->source = plan_operand(insn, plan);
	if (plan->source == X86_OPERAND_NONE)
		return X86_ADDRESS_SIZE;
	if (plan->source != X86_OPERAND_TARGET)
		return X86_SEGMENT_OPERAND;
	plan->how = X86_EMULATE_CALL_MEM;
	return 0;
}

static int plan_flow(const struct x86_insn *insn, struct x86_plan *plan)
{
	/* The two makers of processors do not agree what these do. */
	if (is_16_bit(insn))
		return X86_ODD_SIZE;
	plan->value = insn->imm;
	switch (insn->flow) {
	case X86_FLOW_RET:
	case X86_FLOW_RET_IMM:
		plan->how = X86_EMULATE_RET;
		plan->value = (uint16_t)insn->imm;
		return 0;
	case X86_FLOW_JMP:
		plan->how = X86_EMULATE_JMP;
		return 0;
	case X86_FLOW_CALL:
		plan->how = X86_EMULATE_CALL;
		return 0;
	case X86_FLOW_JCC:
		plan->how = X86_EMULATE_JCC;
		plan->source = insn->opcode & 15;
		return 0;
	case X86_FLOW_LOOP:
		plan->how = X86_EMULATE_LOOP;
		plan->source = insn->opcode;
		plan->short_count = insn->prefixes & X86_PREFIX_67;
		return 0;
	case X86_FLOW_JMP_INDIRECT:
		if (!is_register_form(insn)) {
			plan->source = plan_operand(insn, plan);
			return 0;
		}
		plan->how = X86_EMULATE_JMP_REG;
		plan->reg = rm_register(insn);
		return 0;
	default:
		return plan_indirect_call(insn, plan);
	}
}

static void plan_move(struct x86_plan *plan, bool wide, uint8_t destination, uint8_t source)
{
	plan->how = wide ? X86_EMULATE_MOV : X86_EMULATE_MOV32;
	plan->reg = destination;
	plan->source = source;
}

/* With a 32-bit operand the immediate clears the upper half. */
static void plan_immediate(const struct x86_insn *insn, struct x86_plan *plan, uint8_t destination)
{
	plan->how = X86_EMULATE_MOV_IMM;
	plan->reg = destination;
	plan->value = is_wide(insn) ? insn->imm : (int64_t)(uint32_t)insn->imm;
}

/* One-byte opcodes whose operands are all registers; the plan stays X86_SLOT for the others. */
static void plan_register_form(const struct x86_insn *insn, struct x86_plan *plan)
{
	uint8_t rm = rm_register(insn), reg = reg_register(insn);

	switch (insn->opcode) {
	case 0x89:
		plan_move(plan, is_wide(insn), rm, reg);
		break;
	case 0x8b:
		plan_move(plan, is_wide(insn), reg, rm);
		break;
	case 0xc7:
		plan_immediate(insn, plan, rm);
		break;
	case 0x31:
	case 0x33:
		if (rm == reg) {
			plan->how = X86_EMULATE_ZERO;
			plan->reg = rm;
		}
		break;
	case 0x81:
	case 0x83:
		if (rm == 4 && is_wide(insn) &&
		    (modrm_extension(insn) == 0 || modrm_extension(insn) == 5)) {
			plan->how =
				modrm_extension(insn) ? X86_EMULATE_SUB_RSP : X86_EMULATE_ADD_RSP;
			plan->value = insn->imm;
		}
		break;
	}
}

static void plan_simple(const struct x86_insn *insn, struct x86_plan *plan)
{
	uint8_t low = extended(insn, insn->opcode, 1);

	if (insn->attributes & X86_ATTR_NOP) {
		plan->how = X86_EMULATE_NOP;
		return;
	}
	if (insn->encoding != X86_LEGACY || insn->map != 0 || is_16_bit(insn))
		return;
	if (insn->attributes & X86_ATTR_HAS_MODRM) {
		if (is_register_form(insn))
			plan_register_form(insn, plan);
		return;
	}
	if (insn->opcode >= 0x50 && insn->opcode <= 0x57) {
		plan->how = X86_EMULATE_PUSH;
		plan->reg = low;
	} else if (insn->opcode >= 0x58 && insn->opcode <= 0x5f) {
		plan->how = X86_EMULATE_POP;
		plan->reg = low;
	} else if (insn->opcode == 0x68 || insn->opcode == 0x6a) {
		plan->how = X86_EMULATE_PUSH_IMM;
		plan->value = insn->imm;
	} else if (insn->opcode >= 0xb8 && insn->opcode <= 0xbf) {
		plan_immediate(insn, plan, low);
	}
}

int x86_classify(const struct x86_insn *insn, struct x86_plan *plan)
{
	int reason;

	*plan = (struct x86_plan){
		.how = X86_SLOT,
		.length = insn->length,
		.base = X86_NO_REGISTER,
		.index = X86_NO_REGISTER,
	};
	reason = refused_flow(insn);
	if (!reason)
		reason = refused_attribute(insn);
	if (reason)
		return reason;
	if (insn->flow != X86_FLOW_NONE)
		return plan_flow(insn, plan);
	plan_simple(insn, plan);
	if (plan->how != X86_SLOT)
		return 0;
	plan->source = plan_operand(insn, plan);
	return x86_rip_relative(insn) && (insn->prefixes & X86_PREFIX_67) ? X86_ADDRESS_SIZE : 0;
}
