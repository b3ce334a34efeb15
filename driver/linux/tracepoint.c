/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See tracepoint.h.
 *
 * One function serves tracepoints of every shape: all their arguments are integers or pointers, so
 * the calling convention puts the first five behind `data` in registers and the others on the stack
 * in order. How many there are is not known. Trap: behind the last one the stack may end (the
 * tracepoints of interrupt vectors are passed at the very top of the interrupt stack), and the page
 * above it may be missing; test/vm/provider-sdt.sh passes them all.
 *
 * It is called on the stack of the traced code, with preemption off, from any context in which
 * the kernel has tracepoints (NMI included), and goes over to probe context at once. A
 * tracepoint that is passed while a handler runs on the CPU is not told of (a fault in a D
 * program's load passes one). Registers are known as far as unwinding needs them: ip, sp, bp.
 */
#include <linux/kallsyms.h>
#include <linux/mm.h>
#include <linux/ptrace.h>
#include <linux/string.h>

#include "../core/host.h"
#include "../core/provider.h"
#include "site.h"
#include "symbols.h"
#include "tracepoint.h"

/* --- passing one ------------------------------------------------------------------------- */

#define REGISTER_ARGS 5
#define STACK_ARGS    5

struct hit {
	struct tracepoint_hook *hook;
	u64 arg[TRACEPOINT_ARGS];
	struct pt_regs regs;
};

static void handle(void *data, void *unused)
{
	struct hit *hit = data;
	struct tracepoint_hook *hook = hit->hook;
	struct dtrace_firing firing = {.regs = &hit->regs, .pc = hit->regs.ip};

	firing.through_helper =
		hit->regs.ip - hook->caller_start < hook->caller_end - hook->caller_start;
	hook->handler(hook, hit->arg, &firing);
}

/* What the call left: the frame pointer pushed below the return address. */
static void note_registers(struct pt_regs *regs, const unsigned long *frame)
{
	regs->bp = frame[0];
	regs->ip = frame[1];
	regs->sp = (unsigned long)&frame[2];
	regs->cs = __KERNEL_CS;
}

/*
 * A page of the stack is there as a whole; what may lie in the next one is loaded with care. Behind the arguments
 * are the caller's variables, and what KASAN puts between them.
 */
static void load_stack_arguments(u64 *to, const unsigned long *stack)
{
	unsigned int i;

	if (offset_in_page(stack) + STACK_ARGS * sizeof(*to) <= PAGE_SIZE) {
		for (i = 0; i < STACK_ARGS; i++)
			to[i] = READ_ONCE_NOCHECK(stack[i]);
		return;
	}
	for (i = 0; i < STACK_ARGS; i++) {
		if (host_load(&to[i], (uint64_t)&stack[i], sizeof(*to)))
			to[i] = 0;
	}
}

static void pass(void *data, u64 a0, u64 a1, u64 a2, u64 a3, u64 a4)
{
	const unsigned long *frame = __builtin_frame_address(0);
	struct hit hit = {.hook = data, .arg = {a0, a1, a2, a3, a4}};
	unsigned long flags;

	BUILD_BUG_ON(REGISTER_ARGS + STACK_ARGS != TRACEPOINT_ARGS);
	raw_local_irq_save(flags);
	note_registers(&hit.regs, frame);
	load_stack_arguments(hit.arg + REGISTER_ARGS, frame + 2);
	site_run_handler(handle, &hit, NULL);
	raw_local_irq_restore(flags);
}

/* --- finding, arming ------------------------------------------------------------------------ */

struct search {
	const char *name;
	struct tracepoint *found;
};

static void compare(struct tracepoint *tracepoint, void *data)
{
	struct search *search = data;

	if (strcmp(tracepoint->name, search->name) == 0)
		search->found = tracepoint;
}

struct tracepoint *tracepoint_find(const char *name)
{
	struct search search = {.name = name};

	for_each_kernel_tracepoint(compare, &search);
	return search.found;
}

static void find_caller(struct tracepoint_hook *hook)
{
	unsigned long size_of = symbol_lookup("kallsyms_lookup_size_offset");
	unsigned long size = 0, offset = 0;

	hook->caller_start = (unsigned long)hook->tracepoint->iterator;
	hook->caller_end = hook->caller_start;
	if (size_of && symbol_call3(size_of, hook->caller_start, &size, &offset))
		hook->caller_end += size - offset;
}

int tracepoint_arm(struct tracepoint_hook *hook)
{
	int error = 0;

	if (hook->armed)
		return 0;
	find_caller(hook);
	error = tracepoint_probe_register(hook->tracepoint, pass, hook);
	hook->armed = error == 0;
	return error;
}

void tracepoint_disarm(struct tracepoint_hook *hook)
{
	if (hook->armed)
		tracepoint_probe_unregister(hook->tracepoint, pass, hook);
	hook->armed = false;
}

void tracepoint_settle(void)
{
	tracepoint_synchronize_unregister();
}
