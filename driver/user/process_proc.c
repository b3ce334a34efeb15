/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * proc, in the in-process host: births, execs, ends and signals of traced processes, under the names
 * of the driver's provider. What the tracer sees anyway costs nothing; exec and the sending and
 * clearing of signals are seen at their system calls, which are watched only while such a probe is
 * enabled.
 *
 *	create		in the maker of a process; arg0 its number
 *	start		in the new process
 *	lwp-create	in the maker of a thread (the first of a process too); arg0 its number
 *	lwp-start	in the new thread
 *	exec		args[0] the path, in our own memory: stringof(args[0]); then
 *	exec-success	in the new program, or
 *	exec-failure	args[0] the errno
 *	exit		args[0] CLD_EXITED, CLD_KILLED or CLD_DUMPED; the last thread ends
 *	lwp-exit	any thread ends; killed by SIGKILL, it is gone already: its memory too
 *	fault		args[0] FLT*: the processor refused an instruction
 *	signal-send	arg0 the receiver's number, args[2] the signal; in a traced sender
 *	signal-discard	args[2] the signal; in the thread that ignores it
 *	signal-handle	args[0] the signal; in the thread that has a handler for it
 *	signal-clear	args[0] the signal, taken by sigwait() and its kin
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "driver/providers/faults.h"
#include "process_proc.h"

enum kind {
	CREATE,
	START,
	LWP_CREATE,
	LWP_START,
	EXEC,
	EXEC_SUCCESS,
	EXEC_FAILURE,
	EXIT,
	LWP_EXIT,
	FAULT,
	SIGNAL_SEND,
	SIGNAL_DISCARD,
	SIGNAL_HANDLE,
	SIGNAL_CLEAR,
	KINDS
};

static struct proc_probe {
	const char *function, *name; /* where the kernel passes, and what that means */
	const char *types[3];	     /* of args[], NULL: none */
	dtrace_id_t id;
	bool wanted;
} probes[KINDS] = {
	[CREATE] = {"sched_process_fork", "create"},
	[START] = {"schedule_tail", "start"},
	[LWP_CREATE] = {"sched_process_fork", "lwp-create"},
	[LWP_START] = {"schedule_tail", "lwp-start"},
	[EXEC] = {"do_execveat_common", "exec", {"char *"}},
	[EXEC_SUCCESS] = {"sched_process_exec", "exec-success"},
	[EXEC_FAILURE] = {"do_execveat_common", "exec-failure", {"int"}},
	[EXIT] = {"taskstats_exit", "exit", {"int"}},
	[LWP_EXIT] = {"taskstats_exit", "lwp-exit"},
	[FAULT] = {"force_sig_info_to_task", "fault", {"int"}},
	[SIGNAL_SEND] = {"signal_generate", "signal-send", {NULL, NULL, "int"}},
	[SIGNAL_DISCARD] = {"signal_generate", "signal-discard", {NULL, NULL, "int"}},
	[SIGNAL_HANDLE] = {"signal_deliver", "signal-handle", {"int"}},
	[SIGNAL_CLEAR] = {"do_sigtimedwait", "signal-clear", {"int"}},
};

static struct dtrace_provider *provider;

/* --- wishes ------------------------------------------------------------------------ */

static bool is_wanted(enum kind kind)
{
	return __atomic_load_n(&probes[kind].wanted, __ATOMIC_RELAXED);
}

bool process_proc_wanted(void)
{
	for (int kind = 0; kind < KINDS; kind++)
		if (is_wanted(kind))
			return true;
	return false;
}

/* Calls by which things happen that no other stop tells of. */
static const struct {
	enum kind kind;
	const char *call;
	int signal; /* which argument is the signal */
} watched[] = {
	{EXEC, "execve"},
	{EXEC, "execveat"},
	{EXEC_FAILURE, "execve"},
	{EXEC_FAILURE, "execveat"},
	{SIGNAL_SEND, "kill", 1},
	{SIGNAL_SEND, "tkill", 1},
	{SIGNAL_SEND, "tgkill", 2},
	{SIGNAL_SEND, "rt_sigqueueinfo", 1},
	{SIGNAL_SEND, "rt_tgsigqueueinfo", 2},
	{SIGNAL_CLEAR, "rt_sigtimedwait"},
};
#define WATCHED (sizeof(watched) / sizeof(watched[0]))

bool process_proc_watches(const char *call)
{
	for (size_t i = 0; i < WATCHED; i++)
		if (is_wanted(watched[i].kind) && (!call || !strcmp(call, watched[i].call)))
			return true;
	return false;
}

/* --- firing ------------------------------------------------------------------------- */

/* The name is for probes of a thread that is gone: nobody can ask for it then. */
static void keep_name(struct process_thread *thread)
{
	size_t length;

	if (!process_proc_wanted())
		return;
	length = process_read_file(thread->tid, "comm", thread->name, sizeof(thread->name));
	if (length && thread->name[length - 1] == '\n')
		thread->name[length - 1] = '\0';
}

static void fire(struct process_thread *thread, enum kind kind, unsigned int args, uint64_t arg0,
		 uint64_t arg2)
{
	struct dtrace_firing firing = {.arg = {arg0, arg0, arg2}, .args = args};

	if (is_wanted(kind))
		process_fire(thread, probes[kind].id, &firing);
}

void process_proc_create(struct process_thread *creator, pid_t created, bool process)
{
	if (process)
		fire(creator, CREATE, 1, created, 0);
	fire(creator, LWP_CREATE, 2, created, 0);
}

void process_proc_begin(struct process_thread *thread)
{
	keep_name(thread);
	if (thread->tid == thread->process->pid)
		fire(thread, START, 0, 0, 0);
	fire(thread, LWP_START, 0, 0, 0);
}

void process_proc_exec(struct process_thread *thread)
{
	keep_name(thread);
	fire(thread, EXEC_SUCCESS, 0, 0, 0);
}

static int reason_of(int status)
{
	if (WIFSIGNALED(status))
		return WCOREDUMP(status) ? CLD_DUMPED : CLD_KILLED;
	return CLD_EXITED;
}

static void fire_exit(struct process_thread *thread, int status)
{
	thread->exiting = true;
	thread->process->exiting++;
	if (thread->process->exiting == thread->process->threads)
		fire(thread, EXIT, 1, reason_of(status), 0);
	fire(thread, LWP_EXIT, 0, 0, 0);
}

void process_proc_exit(struct process_thread *thread)
{
	unsigned long status = 0;

	ptrace(PTRACE_GETEVENTMSG, thread->tid, NULL, &status);
	fire_exit(thread, status);
}

void process_proc_gone(struct process_thread *thread, int status)
{
	if (!thread->exiting)
		fire_exit(thread, status);
}

/* --- signals ---------------------------------------------------------------------------- */

static bool has_signal(pid_t tid, const char *mask, int signal)
{
	return process_status_mask(tid, mask) & 1ull << (signal - 1);
}

void process_proc_signal(struct process_thread *thread, int signal)
{
	siginfo_t info;

	if (is_wanted(FAULT) && !ptrace(PTRACE_GETSIGINFO, thread->tid, NULL, &info) &&
	    is_fault(info.si_signo, info.si_code))
		fire(thread, FAULT, 1, fault_of(info.si_signo, info.si_code), 0);
	if (is_wanted(SIGNAL_HANDLE) && has_signal(thread->tid, "SigCgt", signal))
		fire(thread, SIGNAL_HANDLE, 1, signal, 0);
	if (is_wanted(SIGNAL_DISCARD) && has_signal(thread->tid, "SigIgn", signal))
		fire(thread, SIGNAL_DISCARD, 3, thread->tid, signal);
}

/* --- calls --------------------------------------------------------------------------------- */

static void fire_exec(struct process_thread *thread)
{
	static char path[4096]; /* the tracer's: read while the probe fires */
	uint64_t at = thread->call.arg[0];
	size_t length = 0;

	/* The other call's first argument is a folder. */
	if (!strcmp(process_call_name(thread->call.abi, thread->call.number), "execveat"))
		at = thread->call.arg[1];
	while (length < sizeof(path) - 1 && !process_load(thread, path + length, at + length, 1) &&
	       path[length])
		length++;
	path[length] = '\0';
	fire(thread, EXEC, 1, (uintptr_t)path, 0);
}

void process_proc_call(struct process_thread *thread, const char *call)
{
	if (is_wanted(EXEC) && (!strcmp(call, "execve") || !strcmp(call, "execveat")))
		fire_exec(thread);
}

void process_proc_returned(struct process_thread *thread, const char *call, int32_t error,
			   uint64_t value)
{
	for (size_t i = 0; i < WATCHED; i++) {
		enum kind kind = watched[i].kind;

		if (strcmp(call, watched[i].call))
			continue;
		if (kind == EXEC_FAILURE && error)
			fire(thread, kind, 1, error, 0);
		else if (kind == SIGNAL_SEND && !error && thread->call.arg[watched[i].signal])
			fire(thread, kind, 3, (int32_t)thread->call.arg[watched[i].signal - 1],
			     thread->call.arg[watched[i].signal]);
		else if (kind == SIGNAL_CLEAR && (int64_t)value > 0)
			fire(thread, kind, 1, value, 0);
	}
}

/* --- what the engine asks for ----------------------------------------------------------------- */

static int proc_enable(void *data, dtrace_id_t id, void *probe_data)
{
	struct proc_probe *probe = probe_data;

	__atomic_store_n(&probe->wanted, true, __ATOMIC_RELAXED);
	return 0;
}

static void proc_disable(void *data, dtrace_id_t id, void *probe_data)
{
	struct proc_probe *probe = probe_data;

	__atomic_store_n(&probe->wanted, false, __ATOMIC_RELAXED);
}

static int proc_commit(void *data)
{
	process_wishes_changed();
	return 0;
}

static void proc_argument_type(void *data, dtrace_id_t id, void *probe_data,
			       struct dtrace_ioc_probearg *arg)
{
	const struct proc_probe *probe = probe_data;

	if (arg->index >= 3 || !probe->types[arg->index])
		return;
	arg->mapping = arg->index;
	strcpy(arg->native, probe->types[arg->index]);
}

static const struct dtrace_provider_ops proc_ops = {
	.enable = proc_enable,
	.disable = proc_disable,
	.commit = proc_commit,
	.argument_type = proc_argument_type,
};

static const struct dtrace_provider_attributes proc_attributes = {
	.provider = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON},
	.module = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.function = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.name = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON},
	.args = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON},
};

void process_proc_provide(void)
{
	dtrace_provider_lock();
	for (int kind = 0; kind < KINDS && !probes[kind].id; kind++)
		probes[kind].id = dtrace_probe_create(provider, "vmlinux", probes[kind].function,
						      probes[kind].name, &probes[kind]);
	dtrace_provider_unlock();
}

int process_proc_start(void)
{
	return dtrace_provider_register("proc", &proc_attributes, &proc_ops, NULL, &provider);
}

int process_proc_stop(void)
{
	int error = dtrace_provider_unregister(provider);

	for (int kind = 0; !error && kind < KINDS; kind++)
		probes[kind].id = DTRACE_ID_NONE;
	return error;
}
