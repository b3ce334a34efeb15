/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * proc: processes and threads, from their making to their end, and signals.
 *
 *	create		args[0] psinfo_t * of the new process; in its maker
 *	start		in the new process, before its first instruction
 *	lwp-create	args[0], args[1]: the new thread (the first of a process too); in its maker
 *	lwp-start	in the new thread
 *	exec		args[0] char *, the path; then
 *	exec-success	in the new program, or
 *	exec-failure	args[0] int, the errno
 *	exit		args[0] int, CLD_EXITED, CLD_KILLED or CLD_DUMPED; the last thread ends
 *	lwp-exit	any thread ends
 *	fault		args[0] int, FLT*; args[1] siginfo_t *: the processor refused an instruction
 *	signal-send	args[0], args[1]: who gets it; args[2] int, which
 *	signal-discard	the same: it ignores it (after signal-send)
 *	signal-handle	args[0] int, args[1] siginfo_t *, args[2] the handler; in the thread
 *			that handles it
 *	signal-clear	args[0] int: taken from the pending ones by sigwait() and its kin
 *
 * Threads of the kernel have no start, lwp-start, exit or lwp-exit. At exit the memory of the
 * process is still there, so that curpsinfo->pr_psargs is.
 *
 * Probe context.
 */
#include <linux/binfmts.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>

#include "event.h"
#include "faults.h"

static bool one_argument(struct dtrace_firing *firing, uint64_t value)
{
	firing->arg[0] = value;
	firing->args = 1;
	return true;
}

/* --- birth --------------------------------------------------------------------------- */

/* sched_process_fork(parent, child) */
static bool created(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct task_struct *child = (const void *)hit->arg[1];

	return child->pid == child->tgid && one_argument(firing, hit->arg[1]);
}

static bool thread_created(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return event_thread(firing, (const void *)hit->arg[1]);
}

static bool is_user(void)
{
	return !(current->flags & PF_KTHREAD);
}

/* schedule_tail(): the first thing a new thread does. */
static bool started(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return is_user() && current->pid == current->tgid;
}

static bool thread_started(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return is_user();
}

/* --- exec ----------------------------------------------------------------------------- */

/* do_execveat_common(fd, filename, …) */
static bool executing(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct filename *path = (const void *)hit->arg[1];

	return !IS_ERR_OR_NULL(path) && one_argument(firing, (uint64_t)path->name);
}

/* kernel_execve(path, …): programs that the kernel itself starts. */
static bool kernel_executing(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return one_argument(firing, hit->arg[0]);
}

static bool exec_failed(const struct event_hit *hit, struct dtrace_firing *firing)
{
	int value = hit->arg[0];

	return value < 0 && one_argument(firing, -value);
}

/* --- death ---------------------------------------------------------------------------------- */

static int reason_of(int code)
{
	if (code & 0x80)
		return CLD_DUMPED;
	return code & 0x7f ? CLD_KILLED : CLD_EXITED;
}

/* taskstats_exit(task, whether it is the last of its group) */
static bool exited(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct task_struct *task = (const void *)hit->arg[0];
	const struct signal_struct *group = task->signal;

	if (!(int)hit->arg[1] || !is_user())
		return false;
	return one_argument(firing,
			    reason_of(group->flags & SIGNAL_GROUP_EXIT ? group->group_exit_code
								       : task->exit_code));
}

/* sched_process_exit(task): behind the end of its memory on older kernels. */
static bool exited_late(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct task_struct *task = (const void *)hit->arg[0];
	const uint64_t arg[] = {hit->arg[0], atomic_read(&task->signal->live) == 0};
	const struct event_hit with_group = {.arg = arg};

	return exited(&with_group, firing);
}

/* --- faults and signals ----------------------------------------------------------------------- */

/* force_sig_info_to_task(info, task, …), of which not all are the processor's. */
static bool faulted(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct kernel_siginfo *info = (const void *)hit->arg[0];

	if (!is_fault(info->si_signo, info->si_code))
		return false;
	firing->arg[0] = fault_of(info->si_signo, info->si_code);
	firing->arg[1] = hit->arg[0];
	firing->args = 2;
	return true;
}

/* signal_generate(signal, info, task, group, result) */
static bool sent(const struct event_hit *hit, struct dtrace_firing *firing)
{
	event_thread(firing, (const void *)hit->arg[2]);
	firing->arg[2] = (int)hit->arg[0];
	firing->args = 3;
	return true;
}

#define GENERATE_IGNORED 1 /* enum of <trace/events/signal.h> */

static bool discarded(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return (int)hit->arg[4] == GENERATE_IGNORED && sent(hit, firing);
}

/* signal_deliver(signal, info, action) */
static bool handled(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const struct k_sigaction *action = (const void *)hit->arg[2];

	if (action->sa.sa_handler == SIG_DFL || action->sa.sa_handler == SIG_IGN)
		return false;
	firing->arg[0] = (int)hit->arg[0];
	firing->arg[1] = hit->arg[1];
	firing->arg[2] = (uint64_t)action->sa.sa_handler;
	firing->args = 3;
	return true;
}

/* do_sigtimedwait() returns the signal. */
static bool cleared(const struct event_hit *hit, struct dtrace_firing *firing)
{
	return (int)hit->arg[0] > 0 && one_argument(firing, (int)hit->arg[0]);
}

/* --- the table --------------------------------------------------------------------------- */

#define THREAD EVENT_ARGUMENTS(EVENT_LWP, EVENT_PSINFO)
#define SIGNAL EVENT_ARGUMENTS(EVENT_LWP, EVENT_PSINFO, {"int"})
#define SIGINFO                                          \
	{                                                \
		"struct kernel_siginfo *", "siginfo_t *" \
	}

static const struct event_kind kinds[] = {
	{"create", EVENT_ARGUMENTS(EVENT_PSINFO),
	 EVENT_PLACES(EVENT_AT(EVENT_TRACEPOINT, "sched_process_fork", created))},
	{"start", NULL, EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "schedule_tail", started))},
	{"lwp-create", THREAD,
	 EVENT_PLACES(EVENT_AT(EVENT_TRACEPOINT, "sched_process_fork", thread_created))},
	{"lwp-start", NULL, EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "schedule_tail", thread_started))},
	{"exec", EVENT_ARGUMENTS({"char *"}),
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "do_execveat_common", executing),
		      EVENT_AT(EVENT_ENTRY, "kernel_execve", kernel_executing))},
	{"exec-success", NULL,
	 EVENT_PLACES(EVENT_AT(EVENT_TRACEPOINT, "sched_process_exec", NULL))},
	{"exec-failure", EVENT_ARGUMENTS({"int"}),
	 EVENT_PLACES(EVENT_AT(EVENT_RETURN, "do_execveat_common", exec_failed),
		      EVENT_AT(EVENT_RETURN, "kernel_execve", exec_failed))},
	{"exit", EVENT_ARGUMENTS({"int"}),
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "taskstats_exit", exited),
		      EVENT_ELSE(EVENT_TRACEPOINT, "sched_process_exit", exited_late))},
	{"lwp-exit", NULL,
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "taskstats_exit", thread_started),
		      EVENT_ELSE(EVENT_TRACEPOINT, "sched_process_exit", thread_started))},
	{"fault", EVENT_ARGUMENTS({"int"}, SIGINFO),
	 EVENT_PLACES(EVENT_AT(EVENT_ENTRY, "force_sig_info_to_task", faulted))},
	{"signal-send", SIGNAL, EVENT_PLACES(EVENT_AT(EVENT_TRACEPOINT, "signal_generate", sent))},
	{"signal-discard", SIGNAL,
	 EVENT_PLACES(EVENT_AT(EVENT_TRACEPOINT, "signal_generate", discarded))},
	{"signal-handle", EVENT_ARGUMENTS({"int"}, SIGINFO, {"void *"}),
	 EVENT_PLACES(EVENT_AT(EVENT_TRACEPOINT, "signal_deliver", handled))},
	{"signal-clear", EVENT_ARGUMENTS({"int"}),
	 EVENT_PLACES(EVENT_AT(EVENT_RETURN, "do_sigtimedwait", cleared))},
	{}};

const struct event_provider event_proc = {"proc", kinds};
