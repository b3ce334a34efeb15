/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the instruction of a site is about to do: for handlers that want to know before it does.
 *
 * Probe context, read only: from the plan that was made with the site, not from the text, where a
 * breakpoint stands.
 */
#include <linux/percpu.h>
#include <linux/smp.h>

#include "../core/host.h"
#include "site_internal.h"

static unsigned long register_value(const struct pt_regs *regs, unsigned int index)
{
	return *(const unsigned long *)((const char *)regs + site_frame_offsets[index]);
}

bool site_branch_taken(const struct site *site, const struct pt_regs *regs)
{
	return x86_branch_taken(&site->place->plan, (void *)regs, site_frame_offsets);
}

/* 0 if it cannot be read: the instruction itself will fault. */
static unsigned long word_at(unsigned long address)
{
	unsigned long value;

	return host_load(&value, address, sizeof(value)) ? 0 : value;
}

static unsigned long operand(const struct x86_plan *plan, const struct pt_regs *regs)
{
	unsigned long address = x86_operand_address(plan, (void *)regs, site_frame_offsets);

	switch (plan->source) {
	case X86_OPERAND_PLAIN:
		return address;
	case X86_OPERAND_GS:
		return address + per_cpu_offset(smp_processor_id());
	case X86_OPERAND_TARGET:
		return word_at(address);
	default:
		return 0;
	}
}

unsigned long site_effect_address(const struct site *site, const struct pt_regs *regs)
{
	const struct x86_plan *plan = &site->place->plan;

	switch (plan->how) {
	case X86_EMULATE_JMP:
	case X86_EMULATE_CALL:
	case X86_EMULATE_JCC:
	case X86_EMULATE_LOOP:
		return regs->ip + plan->length + plan->value;
	case X86_EMULATE_RET:
		return word_at(regs->sp);
	case X86_EMULATE_JMP_REG:
	case X86_EMULATE_CALL_REG:
		return register_value(regs, plan->reg);
	case X86_EMULATE_CALL_MEM:
	case X86_SLOT:
		return operand(plan, regs);
	default:
		return 0;
	}
}
