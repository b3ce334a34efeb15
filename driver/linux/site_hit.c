/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A breakpoint was hit, or a jump was taken to a trampoline.
 *
 * Probe context: interrupts off, arrived from any kernel code, NMI included. Nothing here calls the
 * kernel: what the kernel might have armed cannot recurse into us, except through the users'
 * handlers, and that is cut by the depth counter. This module's own functions carry no ftrace nop
 * (driver/Kbuild), so they never carry a site.
 *
 * Handlers run on a stack of their own per CPU, because the interrupted one may be nearly full;
 * only the outermost hit on a CPU uses it.
 */
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/vmalloc.h>

#include "compat.h"
#include "site_internal.h"

/* As much as a thread has: twice as much where KASAN makes frames larger. */
#define PROBE_STACK_SIZE THREAD_SIZE

/* stub.S calls it for jumps, as it calls trap_entry() for breakpoints */
asmlinkage __visible void jump_entry(struct pt_regs *regs);
/* stub.S: site_call_function() on the stack that ends at `top` */
extern void probe_stack_call(void *top, void (*function)(void *, void *), void *a, void *b);
asmlinkage __visible void site_call_function(void (*function)(void *, void *), void *a, void *b);
/* .. and site_call_handlers(), without the way through a pointer */
extern void probe_stack_fire(struct site *first, struct pt_regs *regs, void *top);
asmlinkage __visible void site_call_handlers(struct site *first, struct pt_regs *regs);

struct hit_state {
	unsigned int depth; /* 1: in a handler */
	void *stack;	    /* PROBE_STACK_SIZE bytes .. */
	void *top;	    /* .. which end here */
	struct site_counts counts;
};

static DEFINE_PER_CPU(struct hit_state, hit_states);

/* Where the emulator finds the registers, in the encoding's order. */
const u16 site_frame_offsets[X86_FRAME_FIELDS] = {
	offsetof(struct pt_regs, ax),  offsetof(struct pt_regs, cx),
	offsetof(struct pt_regs, dx),  offsetof(struct pt_regs, bx),
	offsetof(struct pt_regs, sp),  offsetof(struct pt_regs, bp),
	offsetof(struct pt_regs, si),  offsetof(struct pt_regs, di),
	offsetof(struct pt_regs, r8),  offsetof(struct pt_regs, r9),
	offsetof(struct pt_regs, r10), offsetof(struct pt_regs, r11),
	offsetof(struct pt_regs, r12), offsetof(struct pt_regs, r13),
	offsetof(struct pt_regs, r14), offsetof(struct pt_regs, r15),
	offsetof(struct pt_regs, ip),  offsetof(struct pt_regs, flags),
};

void site_call_function(void (*function)(void *, void *), void *a, void *b)
{
	function(a, b);
}

static noinline void call_all(struct site *site, struct pt_regs *regs)
{
	for (; site; site = READ_ONCE(site->next))
		if (READ_ONCE(site->active))
			site->handler(site, regs);
}

/* One user is the rule; then there is nothing to keep over the call. */
void site_call_handlers(struct site *first, struct pt_regs *regs)
{
	if (!first)
		return;
	if (READ_ONCE(first->next))
		call_all(first, regs);
	else if (READ_ONCE(first->active))
		first->handler(first, regs);
}

/*
 * From here to leave() hits on this CPU are passed over. An NMI in between finds the depth as it is, and
 * leaves it so.
 */
static inline bool enter(void)
{
	if (this_cpu_read(hit_states.depth)) {
		this_cpu_inc(hit_states.counts.nested);
		return false;
	}
	this_cpu_write(hit_states.depth, 1);
	return true;
}

static inline void leave(void)
{
	this_cpu_write(hit_states.depth, 0);
}

void site_run_handler(void (*function)(void *, void *), void *a, void *b)
{
	if (!enter())
		return;
	probe_stack_call(this_cpu_read(hit_states.top), function, a, b);
	leave();
}

static inline void fire(struct place *place, struct pt_regs *regs)
{
	this_cpu_inc(*place->hits);
	if (!enter())
		return;
	probe_stack_fire(READ_ONCE(place->users), regs, this_cpu_read(hit_states.top));
	leave();
}

static void go_on(const struct place *place, struct pt_regs *regs)
{
	unsigned long detour = READ_ONCE(place->detour);

	if (detour) {
		this_cpu_inc(hit_states.counts.slots);
		regs->ip = detour;
	} else {
		this_cpu_inc(hit_states.counts.emulated);
		x86_emulate(&place->plan, regs, site_frame_offsets);
	}
}

/*
 * Not one of ours, or not any more. If the breakpoint is gone it was one that has just been
 * taken out, ours or the kernel's: the instruction is whole again, execute it.
 */
static bool unknown(struct pt_regs *regs, unsigned long address)
{
	if (READ_ONCE(*(const u8 *)address) == BREAKPOINT) {
		this_cpu_inc(hit_states.counts.foreign);
		return false;
	}
	this_cpu_inc(hit_states.counts.vanished);
	regs->ip = address;
	return true;
}

bool site_trap(struct pt_regs *regs)
{
	unsigned long address = regs->ip - 1;
	struct place *place = place_find(address);

	/* On a jump: kprobes takes it for an instruction like others, and will execute it. */
	if (!place || !READ_ONCE(place->armed) || READ_ONCE(place->form) == PLACE_JUMP)
		return unknown(regs, address);
	this_cpu_inc(hit_states.counts.hits);
	regs->ip = address;
	fire(place, regs);
	go_on(place, regs);
	return true;
}

/*
 * From a trampoline, which goes on by itself; on arrival regs->ip is in there. Its place may have
 * gone while the task stood before it.
 */
void jump_entry(struct pt_regs *regs)
{
	struct place *place = slot_place(regs->ip);

	if (!place)
		return;
	this_cpu_inc(hit_states.counts.jumps);
	regs->ip = place->address;
	fire(place, regs);
}

bool site_in_handler(void)
{
	return this_cpu_read(hit_states.depth) != 0;
}

void site_counts(unsigned int cpu, struct site_counts *counts)
{
	*counts = per_cpu(hit_states.counts, cpu);
	counts->hits += counts->jumps;
}

int site_hits_start(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		per_cpu(hit_states.stack, cpu) = vmalloc(PROBE_STACK_SIZE);
		if (!per_cpu(hit_states.stack, cpu)) {
			site_hits_stop();
			return -ENOMEM;
		}
		per_cpu(hit_states.top, cpu) = per_cpu(hit_states.stack, cpu) + PROBE_STACK_SIZE;
	}
	return 0;
}

void site_hits_stop(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		vfree(per_cpu(hit_states.stack, cpu));
		per_cpu(hit_states.stack, cpu) = NULL;
	}
}
