/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * regs[] and uregs[]: the registers of the probed kernel code, and those with which the thread left
 * user mode. Probe context.
 *
 * Segment registers that 64-bit code does not save are read from the CPU or the thread. Where there
 * are no registers (regs[] in BEGIN, uregs[] in a kernel thread) all read as 0.
 */
#include <dtrace/registers.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <asm/segment.h>

#include "../core/host.h"
#include "../core/provider.h"

#define SAVED(field) (offsetof(struct pt_regs, field) + 1)

/* Where pt_regs has it, plus 1; 0: not there. */
static const u16 saved[DTRACE_REGISTERS] = {
	[DTRACE_REG_EDI] = SAVED(di),	   [DTRACE_REG_ESI] = SAVED(si),
	[DTRACE_REG_EBP] = SAVED(bp),	   [DTRACE_REG_ESP] = SAVED(sp),
	[DTRACE_REG_EBX] = SAVED(bx),	   [DTRACE_REG_EDX] = SAVED(dx),
	[DTRACE_REG_ECX] = SAVED(cx),	   [DTRACE_REG_EAX] = SAVED(ax),
	[DTRACE_REG_TRAPNO] = SAVED(orig_ax), [DTRACE_REG_ERR] = SAVED(orig_ax),
	[DTRACE_REG_EIP] = SAVED(ip),	   [DTRACE_REG_EFL] = SAVED(flags),
	[DTRACE_REG_UESP] = SAVED(sp),	   [DTRACE_REG_R15] = SAVED(r15),
	[DTRACE_REG_R14] = SAVED(r14),	   [DTRACE_REG_R13] = SAVED(r13),
	[DTRACE_REG_R12] = SAVED(r12),	   [DTRACE_REG_R11] = SAVED(r11),
	[DTRACE_REG_R10] = SAVED(r10),	   [DTRACE_REG_R9] = SAVED(r9),
	[DTRACE_REG_R8] = SAVED(r8),	   [DTRACE_REG_RDI] = SAVED(di),
	[DTRACE_REG_RSI] = SAVED(si),	   [DTRACE_REG_RBP] = SAVED(bp),
	[DTRACE_REG_RBX] = SAVED(bx),	   [DTRACE_REG_RDX] = SAVED(dx),
	[DTRACE_REG_RCX] = SAVED(cx),	   [DTRACE_REG_RAX] = SAVED(ax),
	[DTRACE_REG_TRAPNO64] = SAVED(orig_ax), [DTRACE_REG_ERR64] = SAVED(orig_ax),
	[DTRACE_REG_RIP] = SAVED(ip),	   [DTRACE_REG_RFL] = SAVED(flags),
	[DTRACE_REG_RSP] = SAVED(sp),
};

/* Code and stack segment: 16 bits of a word whose rest newer kernels use otherwise. */
static uint64_t segment(const struct pt_regs *regs, unsigned int index)
{
	unsigned int selector = 0;

	switch (index) {
	case DTRACE_REG_CS:
	case DTRACE_REG_CS64:
		return (u16)regs->cs;
	case DTRACE_REG_SS:
	case DTRACE_REG_SS64:
		return (u16)regs->ss;
	case DTRACE_REG_DS:
		asm("mov %%ds, %0" : "=r"(selector));
		break;
	case DTRACE_REG_ES:
		asm("mov %%es, %0" : "=r"(selector));
		break;
	case DTRACE_REG_FS:
		asm("mov %%fs, %0" : "=r"(selector));
		break;
	case DTRACE_REG_GS:
		asm("mov %%gs, %0" : "=r"(selector));
		break;
	}
	return (u16)selector;
}

static int read_register(const struct pt_regs *regs, unsigned int index, uint64_t *value)
{
	if (index >= DTRACE_REGISTERS)
		return -EINVAL;
	*value = 0;
	if (!regs)
		return 0;
	if (!saved[index])
		*value = segment(regs, index);
	else
		*value = *(const u64 *)((const char *)regs + saved[index] - 1);
	if (index <= DTRACE_REG_SS)
		*value = (u32)*value;
	return 0;
}

int host_register(const struct dtrace_firing *firing, unsigned int index, uint64_t *value)
{
	return read_register(firing->regs, index, value);
}

int host_user_register(const struct dtrace_firing *firing, unsigned int index, uint64_t *value)
{
	const struct pt_regs *regs = task_pt_regs(current);

	if (!current->mm || (current->flags & PF_KTHREAD))
		regs = NULL;
	return read_register(regs, index, value);
}
