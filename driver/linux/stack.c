/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Stacks. Probe context.
 *
 * The kernel's is unwound by the kernel's own unwinder (ORC on the kernels of today), from the
 * registers of the probed point; its functions may carry sites, whose hits are passed over. Where
 * there are no registers (BEGIN, END) the walk begins here and leaves out the driver's own frames.
 * The first entry is the probed address itself.
 *
 * The user's is walked by frame pointers, with loads that give up where a page is not
 * in memory. A frame must lie above the one before, so the walk ends.
 */
#include <linux/module.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <asm/unwind.h>

#include "../core/host.h"
#include "../core/provider.h"
#include "user_maps.h"

/* --- kernel ------------------------------------------------------------------------ */

struct chain {
	uint64_t *pcs;
	unsigned int count, limit;
};

static bool chain_add(struct chain *chain, uint64_t pc)
{
	if (chain->count == chain->limit)
		return false;
	chain->pcs[chain->count++] = pc;
	return true;
}

static bool is_driver(unsigned long pc)
{
	return within_module_core(pc, THIS_MODULE);
}

/* The registers of user mode: the end, and a search for the text they point to would cost more than the walk. */
static bool is_user_frame(struct unwind_state *state)
{
	bool partial;
	const struct pt_regs *regs = unwind_get_entry_regs(state, &partial);

	return regs && user_mode((struct pt_regs *)regs);
}

static void walk_kernel(struct chain *chain, struct pt_regs *regs)
{
	bool skip = !regs;
	struct unwind_state state;
	unsigned long pc;

	for (unwind_start(&state, current, regs, NULL); !unwind_done(&state);
	     unwind_next_frame(&state)) {
		if (is_user_frame(&state))
			return;
		pc = unwind_get_return_address(&state);
		if (!pc)
			return;
		if (skip && is_driver(pc))
			continue;
		skip = false;
		if (!chain_add(chain, pc))
			return;
	}
}

unsigned int host_stack(const struct dtrace_firing *firing, uint64_t *pcs, unsigned int limit)
{
	struct chain chain = {.pcs = pcs, .limit = limit};
	struct pt_regs *regs = (struct pt_regs *)firing->regs;

	if (!regs)
		walk_kernel(&chain, NULL);
	else if (firing->through_helper)
		walk_kernel(&chain, regs); /* which begins behind them */
	else if (!user_mode(regs) && chain_add(&chain, firing->pc ? firing->pc : regs->ip))
		walk_kernel(&chain, regs);
	return chain.count;
}

uint64_t host_caller(const struct dtrace_firing *firing)
{
	uint64_t pcs[2];

	if (firing->caller)
		return firing->caller;
	return host_stack(firing, pcs, 2) == 2 ? pcs[1] : 0;
}

/* --- user ---------------------------------------------------------------------------- */

/* The registers with which the current thread left user mode; NULL: a kernel thread. */
static struct pt_regs *user_registers(void)
{
	struct pt_regs *regs = task_pt_regs(current);

	return current->mm && !(current->flags & PF_KTHREAD) && user_mode(regs) ? regs : NULL;
}

/* One frame: {caller's frame pointer, return address}, in the process' word size. */
static bool load_frame(uint64_t frame, bool is64, uint64_t *next, uint64_t *pc)
{
	uint64_t wide[2];
	uint32_t narrow[2];

	if (is64) {
		if (host_load_user(wide, frame, sizeof(wide)))
			return false;
		*next = wide[0];
		*pc = wide[1];
		return true;
	}
	if (host_load_user(narrow, frame, sizeof(narrow)))
		return false;
	*next = narrow[0];
	*pc = narrow[1];
	return true;
}

/* `frame`: the frame pointer it runs by. */
static bool add_user_frame(struct chain *chain, uint64_t pc, uint64_t frame, uint64_t *frames)
{
	if (frames && chain->count < chain->limit)
		frames[chain->count] = frame;
	return chain_add(chain, pc);
}

unsigned int host_user_frames(const struct dtrace_firing *firing, uint64_t *pcs, uint64_t *frames,
			      unsigned int limit)
{
	struct chain chain = {.pcs = pcs, .limit = limit};
	struct pt_regs *regs = user_registers();
	uint64_t frame, next, pc;

	if (!regs)
		return 0;
	user_maps_note();
	add_user_frame(&chain, regs->ip, regs->bp, frames);
	/* At the edge of a function its caller has no frame yet, or none any more. */
	if (firing->user_caller)
		add_user_frame(&chain, firing->user_caller, regs->bp, frames);
	for (frame = regs->bp; frame >= regs->sp; frame = next) {
		if (!load_frame(frame, user_64bit_mode(regs), &next, &pc) || !pc ||
		    !add_user_frame(&chain, pc, next, frames))
			break;
		if (next <= frame)
			break;
	}
	return chain.count;
}

unsigned int host_user_stack(const struct dtrace_firing *firing, uint64_t *pcs, unsigned int limit)
{
	return host_user_frames(firing, pcs, NULL, limit);
}

/* Where it was is told when the process ends. */
void host_user_address(uint64_t address)
{
	user_maps_note();
}

uint64_t host_user_caller(const struct dtrace_firing *firing)
{
	uint64_t pcs[2];

	return host_user_stack(firing, pcs, 2) == 2 ? pcs[1] : 0;
}
