/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * syscall, in the in-process host: entry and return of the calls of traced processes, with the
 * names, arguments and errors of the driver's provider.
 *
 * Where our seccomp filter is in a process (process_filter.c), only watched calls stop: once, or
 * a second time at their end if the return is wanted. In others every call stops twice
 * (PTRACE_SYSCALL). Either way a call is entered in process_call.open's sense only if its return is
 * awaited, and a return nobody saw the entry of is none: it belongs to the time before.
 */
#include <errno.h>
#include <linux/audit.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

#include "driver/providers/syscall_types.h"
#include "process.h"
#include "process_proc.h"

#define NUMBERS 512
#define X32_BIT 0x40000000u

struct call;

struct call_probe {
	const struct call *call;
	dtrace_id_t id;
	bool wanted;
};

struct call {
	const char *name;
	struct call_probe entry, ret;
};

static struct dtrace_provider *provider;
static struct call *calls; /* by name */
static unsigned int call_count;
static struct call *numbers[2][NUMBERS]; /* by ABI and number */
static unsigned int wanted;		 /* probes */

static struct call *call_of(enum process_abi abi, uint64_t number)
{
	if (abi == PROCESS_ABI_64)
		number &= ~(uint64_t)X32_BIT;
	return number < NUMBERS ? numbers[abi][number] : NULL;
}

/* --- what is watched ------------------------------------------------------------------ */

static bool is_wanted(const struct call_probe *probe)
{
	return __atomic_load_n(&probe->wanted, __ATOMIC_RELAXED);
}

bool process_call_watched(enum process_abi abi, uint64_t number)
{
	const struct call *call = call_of(abi, number);

	if (!call)
		return false;
	return is_wanted(&call->entry) || is_wanted(&call->ret) || process_proc_watches(call->name);
}

bool process_calls_wanted(void)
{
	return __atomic_load_n(&wanted, __ATOMIC_RELAXED) || process_proc_watches(NULL);
}

/* --- firing ----------------------------------------------------------------------------- */

static void entered(struct process_thread *thread, const struct __ptrace_syscall_info *info)
{
	struct process_call *open = &thread->call;
	const struct call *call;

	open->abi = info->arch == AUDIT_ARCH_I386 ? PROCESS_ABI_IA32 : PROCESS_ABI_64;
	open->number = info->entry.nr;
	for (int i = 0; i < 6; i++)
		open->arg[i] = info->entry.args[i];
	call = call_of(open->abi, open->number);
	if (!call)
		return;
	if (is_wanted(&call->entry)) {
		struct dtrace_firing firing = {.args = 6, .pc = info->instruction_pointer};

		memcpy(firing.arg, open->arg, sizeof(open->arg));
		process_fire(thread, call->entry.id, &firing);
	}
	process_proc_call(thread, call->name);
	open->open = is_wanted(&call->ret) || process_proc_watches(call->name);
}

static void returned(struct process_thread *thread, const struct __ptrace_syscall_info *info)
{
	const struct call *call = call_of(thread->call.abi, thread->call.number);
	int32_t error = syscall_error(info->exit.rval);
	uint64_t value = error ? -1 : info->exit.rval;
	struct dtrace_firing firing = {
		.arg = {value, value},
		.args = 2,
		.error = error,
		.pc = info->instruction_pointer,
	};

	thread->call.open = false;
	if (!call)
		return;
	if (is_wanted(&call->ret))
		process_fire(thread, call->ret.id, &firing);
	process_proc_returned(thread, call->name, error, value);
}

static bool get_info(struct process_thread *thread, struct __ptrace_syscall_info *info)
{
	return ptrace(PTRACE_GET_SYSCALL_INFO, thread->tid, (void *)sizeof(*info), info) > 0;
}

/* Where a filter's stop follows the entry's, one of them is enough. */
void process_call_seccomp(struct process_thread *thread)
{
	struct __ptrace_syscall_info info = {0};

	if (!thread->call.seen && process_calls_wanted() && get_info(thread, &info) &&
	    info.op == PTRACE_SYSCALL_INFO_SECCOMP)
		entered(thread, &info);
	thread->call.seen = false;
}

void process_call_stop(struct process_thread *thread)
{
	struct __ptrace_syscall_info info = {0};

	if (!get_info(thread, &info))
		return;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
		entered(thread, &info);
		thread->call.seen = thread->process->filtered;
	} else if (info.op == PTRACE_SYSCALL_INFO_EXIT && thread->call.open) {
		returned(thread, &info);
		thread->call.seen = false;
	}
}

/* --- what the engine asks for ------------------------------------------------------------ */

static int syscall_enable(void *data, dtrace_id_t id, void *probe_data)
{
	struct call_probe *probe = probe_data;

	__atomic_store_n(&probe->wanted, true, __ATOMIC_RELAXED);
	__atomic_add_fetch(&wanted, 1, __ATOMIC_RELAXED);
	return 0;
}

static void syscall_disable(void *data, dtrace_id_t id, void *probe_data)
{
	struct call_probe *probe = probe_data;

	__atomic_store_n(&probe->wanted, false, __ATOMIC_RELAXED);
	__atomic_sub_fetch(&wanted, 1, __ATOMIC_RELAXED);
}

static int syscall_commit(void *data)
{
	process_wishes_changed();
	return 0;
}

static void syscall_probe_type(void *data, dtrace_id_t id, void *probe_data,
			       struct dtrace_ioc_probearg *arg)
{
	const struct call_probe *probe = probe_data;

	syscall_argument_type(probe->call->name, probe == &probe->call->entry, arg);
}

static const struct dtrace_provider_ops syscall_ops = {
	.enable = syscall_enable,
	.disable = syscall_disable,
	.commit = syscall_commit,
	.argument_type = syscall_probe_type,
};

/* --- start and stop ------------------------------------------------------------------------- */

static struct call *add_call(const char *name)
{
	struct call *call = &calls[call_count++];

	call->name = name;
	call->entry.call = call->ret.call = call;
	return call;
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(struct call *const *)a)->name, (*(struct call *const *)b)->name);
}

/* Calls of 64-bit programs, in the order of their names: no two have one name. */
static struct call **sort_calls(void)
{
	struct call **sorted = calloc(call_count, sizeof(struct call *));

	if (!sorted)
		return NULL;
	for (unsigned int i = 0; i < call_count; i++)
		sorted[i] = &calls[i];
	qsort(sorted, call_count, sizeof(struct call *), by_name);
	return sorted;
}

/* Most calls of 32-bit programs are among them; the few that are not follow. */
static struct call *call_named(const char *name, struct call *const *sorted, unsigned int count)
{
	const struct call key = {.name = name}, *const wanted_call = &key;
	struct call *const *found = bsearch(&wanted_call, sorted, count, sizeof(*sorted), by_name);

	if (found)
		return *found;
	for (unsigned int i = count; i < call_count; i++)
		if (!strcmp(calls[i].name, name))
			return &calls[i];
	return add_call(name);
}

static int find_calls(void)
{
	unsigned int number, count;
	struct call **sorted;
	const char *name;

	call_count = 0;
	calls = calloc(2 * NUMBERS, sizeof(*calls));
	if (!calls)
		return -ENOMEM;
	for (number = 0; number < NUMBERS; number++)
		if ((name = process_call_name(PROCESS_ABI_64, number)))
			numbers[PROCESS_ABI_64][number] = add_call(name);
	count = call_count;
	sorted = sort_calls();
	if (!sorted)
		return -ENOMEM;
	for (number = 0; number < NUMBERS; number++)
		if ((name = process_call_name(PROCESS_ABI_IA32, number)))
			numbers[PROCESS_ABI_IA32][number] = call_named(name, sorted, count);
	free(sorted);
	return 0;
}

/* The calls that end a thread come back from nowhere. */
static bool returns(const char *name)
{
	return strcmp(name, "exit") && strcmp(name, "exit_group");
}

void process_syscall_provide(void)
{
	dtrace_provider_lock();
	for (unsigned int i = 0; i < call_count && !calls[i].entry.id; i++) {
		struct call *call = &calls[i];

		call->entry.id =
			dtrace_probe_create(provider, "vmlinux", call->name, "entry", &call->entry);
		if (returns(call->name))
			call->ret.id = dtrace_probe_create(provider, "vmlinux", call->name,
							   "return", &call->ret);
	}
	dtrace_provider_unlock();
}

int process_syscall_start(void)
{
	int error = find_calls();

	if (!error)
		error = dtrace_provider_register("syscall", &syscall_provider_attributes,
						 &syscall_ops, NULL, &provider);
	if (error)
		free(calls);
	return error;
}

int process_syscall_stop(void)
{
	int error = dtrace_provider_unregister(provider);

	if (error)
		return error;
	memset(numbers, 0, sizeof(numbers));
	free(calls);
	calls = NULL;
	return 0;
}
