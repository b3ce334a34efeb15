/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Target processes: started held (-c) or looked at while they run (-p).
 *
 * A started process is held with ptrace(2) right after its exec or a little later (dt_hold.h), so
 * that there are probes before it does anything; letting it go detaches, and from then on it is an
 * ordinary child. It survives us unless it never ran. A grabbed process is only watched for its
 * end, through a pidfd.
 *
 * Where the backend has to trace processes itself (the in-process host), it starts and attaches to
 * them. What it could not attach to, or has let go, is watched as above.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dt_consumer.h"
#include "dt_usym.h"

struct dtrace_proc {
	struct dtrace_proc *next;
	pid_t pid;
	int pidfd;   /* grabbed: becomes readable at its end; -1: created */
	bool held;   /* created and still in ptrace's stop: ours, not the backend's */
	bool traced; /* by the backend */
	bool early;  /* created, and not yet run on to where it is evaluated by default */
	bool ended;
	bool told;  /* … and the caller's handler knows */
	int status; /* wait status once ended */
};

struct dt_processes {
	struct dtrace_proc *list;
	dtrace_handle_proc_f *handler;
	void *argument;
};

int dt_processes_open(struct dtrace_hdl *hdl)
{
	hdl->processes = calloc(1, sizeof(*hdl->processes));
	return hdl->processes ? 0 : dt_set_error(hdl, EDT_NOMEM, NULL);
}

void dt_processes_close(struct dtrace_hdl *hdl)
{
	if (!hdl->processes)
		return;
	while (hdl->processes->list)
		dtrace_proc_release(hdl, hdl->processes->list);
	free(hdl->processes);
	hdl->processes = NULL;
}

static struct dtrace_proc *add(struct dtrace_hdl *hdl, pid_t pid)
{
	struct dtrace_proc *process = calloc(1, sizeof(*process));

	if (!process) {
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	process->pid = pid;
	process->pidfd = -1;
	process->next = hdl->processes->list;
	hdl->processes->list = process;
	if (!hdl->target)
		hdl->target = pid;
	return process;
}

/* --- starting one ----------------------------------------------------------------------- */

/* In the child: only async-signal-safe calls. The pipe closes by itself when the exec succeeds. */
static void run_child(int report, const char *file, char *const argv[])
{
	sigset_t none;
	int error;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (!ptrace(PTRACE_TRACEME, 0, NULL, NULL)) {
		raise(SIGSTOP);
		execvp(file, argv);
	}
	error = errno;
	if (write(report, &error, sizeof(error)) != sizeof(error))
		_exit(126);
	_exit(127);
}

static void end_child(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

/* From the SIGSTOP to the stop that exec makes. 0, or -1 if the child ended instead. */
static int wait_for_exec(pid_t pid)
{
	int status, signal = 0;

	if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
		return -1;
	if (ptrace(PTRACE_SETOPTIONS, pid, NULL, PTRACE_O_TRACEEXEC))
		return -1;
	for (;;) {
		if (ptrace(PTRACE_CONT, pid, NULL, signal) || waitpid(pid, &status, 0) != pid)
			return -1;
		if (!WIFSTOPPED(status))
			return -1;
		if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXEC << 8))
			return 0;
		signal = WSTOPSIG(status);
	}
}

static const struct dt_backend_processes *tracer_of(const struct dtrace_hdl *hdl)
{
	return hdl->backend ? hdl->backend->processes : NULL;
}

/*
 * By default (D-SPEC 16) a program is evaluated when the libraries are mapped. That matters only to
 * one that names probes or symbols of the process: until it does, the command waits at its exec,
 * and if it never does, none of its system calls has gone by unseen.
 */
static enum dt_evaltime first_hold(const struct dtrace_hdl *hdl)
{
	return hdl->evaltime == DT_EVALTIME_DEFAULT ? DT_EVALTIME_EXEC : hdl->evaltime;
}

static struct dtrace_proc *create_traced(dtrace_hdl_t *hdl, const char *file, char *const argv[])
{
	struct dtrace_proc *process;
	char message[512];
	pid_t pid;

	fflush(NULL);
	if (tracer_of(hdl)->start(file, argv, first_hold(hdl), &pid, message, sizeof(message))) {
		dt_set_error(hdl, EDT_PROC, "%s", message);
		return NULL;
	}
	process = add(hdl, pid);
	if (process)
		process->traced = true;
	else
		tracer_of(hdl)->release(pid);
	return process;
}

/* It stands at the end of its exec. */
static struct dtrace_proc *hold(struct dtrace_hdl *hdl, const char *file, pid_t pid)
{
	struct dtrace_proc *process = NULL;
	char message[256];

	if (dt_hold(pid, first_hold(hdl), PTRACE_O_TRACEEXEC, message, sizeof(message)) < 0)
		dt_set_error(hdl, EDT_PROC, "cannot hold %s: %s", file, message);
	else
		process = add(hdl, pid);
	if (process)
		process->held = true;
	else
		end_child(pid);
	return process;
}

static struct dtrace_proc *create_held(dtrace_hdl_t *hdl, const char *file, char *const argv[])
{
	struct dtrace_proc *process = NULL;
	int ends[2], error = 0;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC)) {
		dt_set_error(hdl, errno, NULL);
		return NULL;
	}
	fflush(NULL);
	pid = fork();
	if (pid == 0)
		run_child(ends[1], file, argv);
	close(ends[1]);
	if (pid < 0) {
		dt_set_error(hdl, EDT_PROC, "cannot start %s: %s", file, strerror(errno));
	} else if (wait_for_exec(pid)) {
		if (read(ends[0], &error, sizeof(error)) != sizeof(error))
			error = ECHILD;
		dt_set_error(hdl, EDT_PROC, "failed to execute %s: %s", file, strerror(error));
	} else {
		process = hold(hdl, file, pid);
	}
	close(ends[0]);
	return process;
}

struct dtrace_proc *dtrace_proc_create(dtrace_hdl_t *hdl, const char *file, char *const argv[])
{
	struct dtrace_proc *process =
		tracer_of(hdl) ? create_traced(hdl, file, argv) : create_held(hdl, file, argv);

	if (process)
		process->early = hdl->evaltime == DT_EVALTIME_DEFAULT;
	return process;
}

void dt_processes_evaluate(struct dtrace_hdl *hdl, pid_t pid)
{
	struct dtrace_proc *process = hdl->processes->list;
	char message[256];

	while (process && process->pid != pid)
		process = process->next;
	if (!process || !process->early)
		return;
	process->early = false;
	/* What cannot be held there, or comes to its end first, is evaluated as it is. */
	if (process->traced)
		tracer_of(hdl)->run_on(pid, DT_EVALTIME_DEFAULT, message, sizeof(message));
	else if (process->held)
		dt_hold(pid, DT_EVALTIME_DEFAULT, PTRACE_O_TRACEEXEC, message, sizeof(message));
}

/* A refusal matters only to probes that need the process: kept for their error message. */
static bool attach(struct dtrace_hdl *hdl, pid_t pid)
{
	char message[512];

	if (!tracer_of(hdl))
		return false;
	if (!tracer_of(hdl)->attach(pid, message, sizeof(message)))
		return true;
	free(hdl->no_target);
	hdl->no_target = strdup(message);
	return false;
}

struct dtrace_proc *dtrace_proc_grab(dtrace_hdl_t *hdl, pid_t pid)
{
	int pidfd = syscall(SYS_pidfd_open, pid, 0);
	struct dtrace_proc *process;

	if (pidfd < 0) {
		dt_set_error(hdl, EDT_PROC, "cannot look at process %d: %s", (int)pid,
			     errno == ESRCH ? "there is no such process" : strerror(errno));
		return NULL;
	}
	process = add(hdl, pid);
	if (process) {
		process->pidfd = pidfd;
		process->traced = attach(hdl, pid);
	} else {
		close(pidfd);
	}
	return process;
}

static const struct dtrace_proc *process_of(const struct dtrace_hdl *hdl, pid_t pid)
{
	const struct dtrace_proc *process = hdl->processes->list;

	while (process && process->pid != pid)
		process = process->next;
	return process;
}

bool dt_processes_has(const struct dtrace_hdl *hdl, pid_t pid)
{
	return process_of(hdl, pid);
}

bool dt_processes_traces(const struct dtrace_hdl *hdl, pid_t pid)
{
	const struct dtrace_proc *process = process_of(hdl, pid);

	return process && process->traced;
}

/* --- letting go, and the end ----------------------------------------------------------------- */

void dtrace_proc_continue(dtrace_hdl_t *hdl, struct dtrace_proc *process)
{
	process->early = false;
	if (process->traced)
		tracer_of(hdl)->go(process->pid);
	if (!process->held)
		return;
	process->held = false;
	ptrace(PTRACE_DETACH, process->pid, NULL, NULL);
}

/* True: the backend knows how it is. */
static bool poll_traced(struct dtrace_hdl *hdl, struct dtrace_proc *process)
{
	enum dt_process_state state;
	int status = 0;

	if (!process->traced)
		return false;
	state = tracer_of(hdl)->state(process->pid, &status);
	process->traced = state == DT_PROCESS_TRACED;
	process->ended = state == DT_PROCESS_ENDED;
	/* Of a process that is not our child only the end is told. */
	process->status = process->pidfd < 0 ? status : 0;
	return state != DT_PROCESS_UNTRACED;
}

/* Of a running process that nobody keeps the mappings of. */
static void see_mappings(struct dtrace_hdl *hdl, const struct dtrace_proc *process)
{
	if (!process->traced && !process->ended && !process->held)
		dt_usym_see(hdl, process->pid);
}

static void poll_one(struct dtrace_hdl *hdl, struct dtrace_proc *process)
{
	struct pollfd wait = {.fd = process->pidfd, .events = POLLIN};
	int status;

	if (process->ended || process->held || poll_traced(hdl, process))
		return;
	if (process->pidfd >= 0) {
		process->ended = poll(&wait, 1, 0) > 0;
	} else if (waitpid(process->pid, &status, WNOHANG) == process->pid && !WIFSTOPPED(status)) {
		process->ended = true;
		process->status = status;
	}
}

static void tell(const struct dt_processes *processes, struct dtrace_proc *process)
{
	if (!process->ended || process->told || !processes->handler)
		return;
	process->told = true;
	processes->handler(process, NULL, processes->argument);
}

void dt_processes_poll(struct dtrace_hdl *hdl)
{
	if (tracer_of(hdl) && hdl->processes->list)
		tracer_of(hdl)->poll();
	for (struct dtrace_proc *process = hdl->processes->list; process; process = process->next) {
		see_mappings(hdl, process);
		poll_one(hdl, process);
		tell(hdl->processes, process);
	}
}

int dtrace_handle_proc(dtrace_hdl_t *hdl, dtrace_handle_proc_f *handler, void *argument)
{
	if (handler && hdl->processes->handler)
		return dt_set_error(hdl, EALREADY, NULL);
	hdl->processes->handler = handler;
	hdl->processes->argument = argument;
	return 0;
}

bool dt_processes_done(struct dtrace_hdl *hdl)
{
	bool any = false;

	dt_processes_poll(hdl);
	for (struct dtrace_proc *process = hdl->processes->list; process; process = process->next) {
		if (!process->ended)
			return false;
		any = true;
	}
	return any;
}

void dtrace_proc_release(dtrace_hdl_t *hdl, struct dtrace_proc *process)
{
	struct dtrace_proc **link = &hdl->processes->list;

	while (*link && *link != process)
		link = &(*link)->next;
	if (!*link)
		return;
	*link = process->next;
	if (process->traced)
		tracer_of(hdl)->release(process->pid);
	if (process->held)
		end_child(process->pid);
	if (process->pidfd >= 0)
		close(process->pidfd);
	free(process);
}

pid_t dtrace_proc_getpid(dtrace_hdl_t *hdl, struct dtrace_proc *process)
{
	return process->pid;
}

int dtrace_proc_status(dtrace_hdl_t *hdl, struct dtrace_proc *process)
{
	poll_one(hdl, process);
	return process->ended ? process->status : -1;
}

int dtrace_proc_needs_us(dtrace_hdl_t *hdl)
{
	return tracer_of(hdl) && tracer_of(hdl)->need_us();
}

void dtrace_proc_wait(dtrace_hdl_t *hdl)
{
	if (tracer_of(hdl))
		tracer_of(hdl)->wait();
}
