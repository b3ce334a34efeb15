/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * syscall: entry and return of every system call.
 *
 *	syscall:vmlinux:NAME:entry	arg0 .. arg5 as the program passed them
 *	syscall:vmlinux:NAME:return	arg0 = arg1 = value; on failure both are -1 and
 *					errno is set, as the program sees it
 *
 * One probe covers all ways in: the 64-bit function and those of 32-bit and x32
 * programs. It stands on the sites of these functions, so only a traced call pays for being traced.
 * A call that seccomp or a debugger refuses never gets there. Errors that only exist inside the
 * kernel (a call that is about to be restarted after a signal) show as the EINTR that the
 * interruption is.
 *
 * A function that leaves by a jump has its return somewhere else, see syscall_calls.c. The set of
 * calls is fixed when the kernel is built: all is made once, at the start.
 *
 * Control lock: everything but the two *_hit(), which run in probe context.
 */
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <linux/string.h>

#include "../core/host.h"
#include "../core/provider.h"
#include "providers.h"
#include "syscall.h"
#include "syscall_types.h"

static struct dtrace_provider *provider;

/* --- firing --------------------------------------------------------------------- */

/* The function has one argument: the registers with which the program entered the kernel. */
static void load_arguments(const struct pt_regs *user, enum syscall_abi abi, uint64_t arg[])
{
	if (abi == SYSCALL_ABI_64) {
		arg[0] = user->di;
		arg[1] = user->si;
		arg[2] = user->dx;
		arg[3] = user->r10;
		arg[4] = user->r8;
		arg[5] = user->r9;
	} else {
		arg[0] = (u32)user->bx;
		arg[1] = (u32)user->cx;
		arg[2] = (u32)user->dx;
		arg[3] = (u32)user->si;
		arg[4] = (u32)user->di;
		arg[5] = (u32)user->bp;
	}
}

/*
 * The program's registers: those at the top of its kernel stack, but whoever calls one of these
 * functions from inside the kernel may pass anything.
 */
static const struct pt_regs *user_registers(const struct pt_regs *regs, struct pt_regs *room)
{
	if (regs->di == (unsigned long)task_pt_regs(current))
		return (const struct pt_regs *)regs->di;
	if (host_load(room, regs->di, sizeof(*room)))
		memset(room, 0, sizeof(*room));
	return room;
}

static DTRACE_UNGUARDED void entry_hit(struct site *site, struct pt_regs *regs)
{
	const struct syscall_function *function = site_data(site);
	struct dtrace_firing firing DTRACE_UNSET;
	struct pt_regs room DTRACE_UNSET;

	load_arguments(user_registers(regs, &room), function->abi, firing.arg);
	dtrace_firing_set(&firing, 6, regs, regs->ip, *(unsigned long *)regs->sp);
	dtrace_fire_probe(function->call->entry.handle, raw_smp_processor_id(), &firing);
}

static DTRACE_UNGUARDED void fire_return(const struct syscall *call, const struct pt_regs *regs)
{
	int32_t error = syscall_error(regs->ax);
	struct dtrace_firing firing DTRACE_UNSET;

	firing.arg[0] = firing.arg[1] = error ? -1 : regs->ax;
	dtrace_firing_set(&firing, 2, regs, regs->ip, *(unsigned long *)regs->sp);
	firing.error = error;
	dtrace_fire_probe(call->ret.handle, raw_smp_processor_id(), &firing);
}

static void return_hit(struct site *site, struct pt_regs *regs)
{
	const struct syscall_function *function = site_data(site);

	fire_return(function->call, regs);
}

static void tail_return_hit(struct site *site, struct pt_regs *regs)
{
	const struct syscall_function *function = site_data(site);

	if (syscall_returning_to(*(unsigned long *)regs->sp) == function->call)
		fire_return(function->call, regs);
}

/* --- sites --------------------------------------------------------------------------- */

static void request(struct site_request *to, struct syscall_function *function, enum site_kind kind,
		    site_handler handler, int offset)
{
	to->address = function->address + offset;
	to->kind = kind;
	to->handler = handler;
	to->data = function;
}

static unsigned int request_returns(struct syscall_function *function, struct site_request *to)
{
	unsigned int i;

	for (i = 0; to && i < function->return_count; i++)
		request(&to[i], function, SITE_RETURN,
			function->tail ? tail_return_hit : return_hit, function->returns[i]);
	return function->return_count;
}

static unsigned int request_entry(struct syscall_function *function, struct site_request *to)
{
	if (function->tail || !function->has_entry)
		return 0;
	if (to) {
		request(to, function, SITE_ENTRY, entry_hit, function->entry);
		to->clear = function->clear;
	}
	return 1;
}

static unsigned int syscall_requests(struct site_group *group, struct site_request *to)
{
	struct syscall_probe *probe = container_of(group, struct syscall_probe, group);
	bool entry = probe == &probe->call->entry;
	struct syscall_function *function;
	unsigned int count = 0;

	for (function = probe->call->functions; function; function = function->next) {
		struct site_request *at = to ? to + count : NULL;

		count += entry ? request_entry(function, at) : request_returns(function, at);
	}
	return count;
}

static void syscall_refused(struct site_group *group, unsigned long address, int reason)
{
	struct syscall_probe *probe = container_of(group, struct syscall_probe, group);

	dtrace_probe_incomplete(probe->id);
	host_log("syscall::%s:%s misses what passes %ps: %s", probe->call->name,
		 probe == &probe->call->entry ? "entry" : "return", (void *)address,
		 site_reason(reason));
}

static struct site_batch batch = {
	.changed = LIST_HEAD_INIT(batch.changed),
	.requests = syscall_requests,
	.refused = syscall_refused,
};

/* --- what the engine asks for ------------------------------------------------------------ */

static int syscall_enable(void *data, dtrace_id_t id, void *probe_data)
{
	struct syscall_probe *probe = probe_data;

	site_group_want(&batch, &probe->group, true);
	return 0;
}

static void syscall_disable(void *data, dtrace_id_t id, void *probe_data)
{
	struct syscall_probe *probe = probe_data;

	site_group_want(&batch, &probe->group, false);
}

static int syscall_commit(void *data)
{
	return site_batch_commit(&batch);
}

static void syscall_destroy(void *data, dtrace_id_t id, void *probe_data)
{
	struct syscall_probe *probe = probe_data;
	struct site_group *group = &probe->group;

	if (group->sites || !list_empty(&group->changed))
		site_batch_drop(&batch, &group, 1);
}

static void syscall_probe_type(void *data, dtrace_id_t id, void *probe_data,
			       struct dtrace_ioc_probearg *arg)
{
	const struct syscall_probe *probe = probe_data;

	syscall_argument_type(probe->call->name, probe == &probe->call->entry, arg);
}

static const struct dtrace_provider_ops syscall_ops = {
	.enable = syscall_enable,
	.disable = syscall_disable,
	.commit = syscall_commit,
	.argument_type = syscall_probe_type,
	.destroy = syscall_destroy,
};

/* --- start and stop ----------------------------------------------------------------------------
 */

static void make_probe(struct syscall_probe *probe, const char *name)
{
	if (!syscall_requests(&probe->group, NULL))
		return;
	probe->id = dtrace_probe_create(provider, "vmlinux", probe->call->name, name, probe);
	probe->handle = dtrace_probe_handle(probe->id);
}

static void make_probes(void)
{
	struct syscall *call;

	dtrace_provider_lock();
	for (call = syscalls; call; call = call->next) {
		make_probe(&call->entry, "entry");
		make_probe(&call->ret, "return");
	}
	dtrace_provider_unlock();
}

int syscall_provider_start(void)
{
	int error = syscalls_find();

	if (error)
		return error;
	error = dtrace_provider_register("syscall", &syscall_provider_attributes, &syscall_ops,
					 NULL, &provider);
	if (error)
		syscalls_free();
	else
		make_probes();
	return error;
}

int syscall_provider_stop(void)
{
	int error = dtrace_provider_unregister(provider);

	if (!error)
		syscalls_free();
	return error;
}
