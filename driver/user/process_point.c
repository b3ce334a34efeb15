/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A thread of a target has come to a point: what its probe is told. On the tracer, the thread stopped.
 */
#include <string.h>

#include "driver/core/plock.h"
#include "process_point.h"
#include "process_tree.h"

static bool is_lock(const struct point *point)
{
	return point->kind == DT_SITE_LOCK_ENTRY || point->kind == DT_SITE_LOCK_RETURN;
}

/* True: it is an event of its probe. */
static bool lock_hit(struct process_thread *thread, const struct point *point,
		     const struct user_regs_struct *user, struct dtrace_firing *firing)
{
	const bool returns = point->kind == DT_SITE_LOCK_RETURN;
	const struct plock_hit hit = {
		.what = point->plock,
		.returns = returns,
		.stack = user->rsp,
		.value = returns ? user->rax : user->rdi,
		.probe = point->probe->id,
		.pid = thread->process->pid,
		.tid = thread->tid,
	};
	const uint64_t address = plock_lock(&hit);
	uint32_t words[PLOCK_WORDS];

	return address && !process_load(thread, words, address, sizeof(words)) &&
	       plock_tell(&hit, address, words, firing);
}

void process_point_hit(struct process_thread *thread, const struct process_hook *hook)
{
	const struct point *point = hook->argument;
	const struct user_regs_struct *user = process_registers(thread);
	struct dtrace_firing firing = {.pc = hook->address, .cookie = (uintptr_t)point};

	if (!__atomic_load_n(&point->probe->wanted, __ATOMIC_RELAXED) || !user)
		return;
	if (is_lock(point) && !lock_hit(thread, point, user, &firing))
		return;
	if (point->kind == DT_SITE_ENTRY) {
		const uint64_t arguments[] = {user->rdi, user->rsi, user->rdx,
					      user->rcx, user->r8,  user->r9};

		memcpy(firing.arg, arguments, sizeof(arguments));
		firing.args = 6;
	} else if (point->kind == DT_SITE_RETURN) {
		firing.arg[0] = point->function_offset;
		firing.arg[1] = user->rax;
		firing.args = 2;
	}
	/* Here the caller's address lies on the stack; frame pointers do not lead to it. */
	thread->facts.at_edge = point->kind == DT_SITE_ENTRY || point->kind == DT_SITE_RETURN;
	process_fire(thread, point->probe->id, &firing);
	thread->facts.at_edge = false;
}

/* Of an entry: on the stack, from the seventh on. Of a static probe: as described. */
uint64_t process_point_argument(void *data, dtrace_id_t id, void *probe_data,
				const struct dtrace_firing *firing, unsigned int index)
{
	const struct point *point = (const struct point *)(uintptr_t)firing->cookie;
	const struct user_regs_struct *user;
	uint64_t value = 0;

	if (point->kind == DT_SITE_USDT)
		return index < point->argument_count
			       ? dtrace_location_read(&point->arguments[index], firing)
			       : 0;
	user = point->kind == DT_SITE_ENTRY ? process_registers(process_current) : NULL;
	if (user && index >= 6)
		process_load(process_current, &value, user->rsp + 8 * (index - 5), sizeof(value));
	return value;
}
