/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Targets: what libdtrace asks the tracer for. Starting a command and attaching to a process,
 * letting them go when tracing begins, giving them back when it ends, and how they ended.
 *
 * All but process_state() works by errands; struct request is one's argument and result.
 */
#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "process_proc.h"
#include "process_tree.h"
#include "process_user.h"

/* --- how they are ------------------------------------------------------------------- */

/* Targets, for whoever asks how they ended; others than the tracer read it. */
static struct target {
	struct target *next;
	pid_t pid;
	enum process_state state;
	int status;
} * targets;
static pthread_mutex_t targets_lock = PTHREAD_MUTEX_INITIALIZER;

void process_target_set(pid_t pid, enum process_state state, int status)
{
	struct target *target;

	pthread_mutex_lock(&targets_lock);
	for (target = targets; target && target->pid != pid; target = target->next)
		;
	if (!target && state == PROCESS_TRACED && (target = calloc(1, sizeof(*target)))) {
		target->pid = pid;
		target->next = targets;
		targets = target;
	}
	if (target) {
		target->state = state;
		target->status = status;
	}
	pthread_mutex_unlock(&targets_lock);
}

static void forget_target(pid_t pid)
{
	struct target **link = &targets, *gone;

	pthread_mutex_lock(&targets_lock);
	while (*link && (*link)->pid != pid)
		link = &(*link)->next;
	gone = *link;
	if (gone)
		*link = gone->next;
	pthread_mutex_unlock(&targets_lock);
	free(gone);
}

enum process_state process_state(pid_t pid, int *status)
{
	enum process_state state = PROCESS_UNTRACED;

	pthread_mutex_lock(&targets_lock);
	for (struct target *target = targets; target; target = target->next) {
		if (target->pid != pid)
			continue;
		state = target->state;
		*status = target->status;
	}
	pthread_mutex_unlock(&targets_lock);
	return state;
}

/* --- starting and attaching ---------------------------------------------------------- */

struct request {
	const char *file;
	char *const *argv;
	enum dt_evaltime when;
	pid_t pid;
	int result;
	int status;
	char *message;
	size_t size;
};

#define START_OPTIONS (PROCESS_OPTIONS | PTRACE_O_EXITKILL)

static int hold(struct request *request)
{
	char why[192];
	int moved = dt_hold(request->result, request->when, START_OPTIONS, why, sizeof(why));

	if (moved >= 0)
		return moved;
	snprintf(request->message, request->size, "cannot hold %s: %s", request->file, why);
	kill(request->result, SIGKILL);
	waitpid(request->result, NULL, __WALL);
	request->result = -ECHILD;
	return -1;
}

/* Where dt_hold() has left it: at the end of its exec the return of that is still to come. */
static void note_hold(struct process_thread *thread, int moved)
{
	thread->in_exec = !moved;
	thread->call = (struct process_call){.number = moved ? 0 : SYS_execve};
}

static void start_errand(void *argument)
{
	struct request *request = argument;
	struct process_thread *thread;
	struct process *process;
	int moved;

	request->result = process_launch(request->file, request->argv, START_OPTIONS);
	if (request->result < 0) {
		snprintf(request->message, request->size, "failed to execute %s: %s", request->file,
			 strerror(-request->result));
		return;
	}
	moved = hold(request);
	if (moved < 0)
		return;
	process = process_add(request->result);
	thread = process ? process_thread_add(process, request->result) : NULL;
	if (!thread) {
		kill(request->result, SIGKILL);
		request->result = -ENOMEM;
		snprintf(request->message, request->size, "%s", strerror(ENOMEM));
		return;
	}
	process->root = process->pid;
	process->held = true;
	process_target_set(process->pid, PROCESS_TRACED, 0);
	thread->stopped = thread->begun = true;
	note_hold(thread, moved);
}

static void run_on_errand(void *argument)
{
	struct request *request = argument;
	struct process_thread *thread = process_thread_find(request->result);
	int moved;

	if (!thread || !thread->process->held || !thread->in_exec)
		return;
	moved = hold(request);
	if (moved >= 0)
		note_hold(thread, moved);
}

int process_run_on(pid_t pid, enum dt_evaltime when, char *message, size_t size)
{
	struct request request = {
		.file = "the command", .when = when, .result = pid, .message = message, .size = size};
	int error = process_errand(run_on_errand, &request);

	return error ? error : request.result < 0 ? request.result : 0;
}

int process_start_command(const char *file, char *const argv[], enum dt_evaltime when, pid_t *pid,
			  char *message, size_t size)
{
	struct request request = {
		.file = file, .argv = argv, .when = when, .message = message, .size = size};
	int error = process_errand(start_errand, &request);

	if (error)
		snprintf(message, size, "failed to execute %s: %s", file, strerror(-error));
	if (error || request.result < 0)
		return error ? error : request.result;
	process_user_target(request.result, true);
	process_provide();
	*pid = request.result;
	return 0;
}

static int attach_thread(struct process *process, pid_t tid)
{
	struct process_thread *thread;

	if (process_thread_find(tid))
		return 0;
	if (ptrace(PTRACE_SEIZE, tid, NULL, (void *)PROCESS_OPTIONS))
		return -errno;
	thread = process_thread_add(process, tid);
	if (!thread) {
		ptrace(PTRACE_DETACH, tid, NULL, NULL);
		return -ENOMEM;
	}
	thread->begun = true;
	return 0;
}

/* One pass over its threads: how many were new, or an error of the first thread. */
static int attach_threads(struct process *process)
{
	unsigned int before = process->threads;
	struct dirent *entry;
	char path[64];
	int error = 0;
	DIR *folder;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)process->pid);
	folder = opendir(path);
	if (!folder)
		return -ESRCH;
	while (!error && (entry = readdir(folder))) {
		pid_t tid = atoi(entry->d_name);

		if (tid > 0)
			error = attach_thread(process, tid);
		/* Threads come and go; only the first one's refusal is the process's. */
		if (error && tid != process->pid)
			error = 0;
	}
	closedir(folder);
	return error ? error : (int)(process->threads - before);
}

static void attach_errand(void *argument)
{
	struct request *request = argument;
	struct process *process = process_find(request->pid);

	if (process) { /* a child of another target */
		process_target_set(process->pid, PROCESS_TRACED, 0);
		return;
	}
	process = process_add(request->pid);
	if (!process) {
		request->result = -ENOMEM;
		return;
	}
	process->root = process->pid;
	/* Threads made while we looked: until a pass finds none. */
	do
		request->result = attach_threads(process);
	while (request->result > 0);
	if (request->result < 0 && !process->threads)
		process_free(process);
	else
		process_target_set(process->pid, PROCESS_TRACED, 0);
}

static void explain_refusal(pid_t pid, int error, char *message, size_t size)
{
	int64_t other = process_status_number(pid, "TracerPid");
	char scope[16] = "";
	FILE *file = fopen("/proc/sys/kernel/yama/ptrace_scope", "re");

	if (file) {
		if (!fgets(scope, sizeof(scope), file))
			scope[0] = '\0';
		fclose(file);
	}
	if (error != -EPERM)
		snprintf(message, size, "process %d cannot be traced: %s", (int)pid,
			 strerror(-error));
	else if (other > 0)
		snprintf(message, size,
			 "process %d cannot be traced: process %d is tracing it already", (int)pid,
			 (int)other);
	else if (atoi(scope) > 0)
		snprintf(
			message, size,
			"process %d cannot be traced: it is not yours, or "
			"/proc/sys/kernel/yama/ptrace_scope (%d) allows only root to trace a running process; "
			"start it with -c, or run dtrace as root",
			(int)pid, atoi(scope));
	else
		snprintf(message, size,
			 "process %d cannot be traced: only root may trace a process of "
			 "another user or with privileges of its own",
			 (int)pid);
}

int process_attach(pid_t pid, char *message, size_t size)
{
	struct request request = {.pid = pid};
	int error = process_errand(attach_errand, &request);

	if (!error)
		error = request.result;
	if (error)
		explain_refusal(pid, error, message, size);
	else
		process_user_target(pid, false);
	if (!error)
		process_provide();
	return error;
}

static void unpark(struct process_thread *thread, void *pid)
{
	if (!thread->parked || thread->process->pid != *(pid_t *)pid)
		return;
	thread->parked = false;
	process_resume(thread, 0);
}

void process_unpark(pid_t pid)
{
	process_for_each_thread(unpark, &pid);
}

/* --- letting go ------------------------------------------------------------------------ */

static bool anything_wanted(void)
{
	return process_calls_wanted() || process_proc_wanted() || process_user_wanted();
}

static void interrupt_thread(struct process_thread *thread, void *unused)
{
	if (!thread->stopped)
		ptrace(PTRACE_INTERRUPT, thread->tid, NULL, NULL);
}

/* What is stopped leaves now, the rest at its next stop. */
static void leave(struct process_thread *thread, void *argument)
{
	const struct request *request = argument;

	if (thread->process->root != request->pid)
		return;
	thread->leaving = true;
	thread->parked = false;
	if (thread->early)
		process_thread_begin(thread);
	if (thread->process->filtered || thread == thread->process->last)
		return;
	if (thread->stopped)
		process_thread_detach(thread, 0);
	else
		ptrace(PTRACE_INTERRUPT, thread->tid, NULL, NULL);
}

static void go_errand(void *argument)
{
	struct request *request = argument;
	struct process *process = process_find(request->pid);
	struct process_thread *thread = process ? process_thread_find(process->pid) : NULL;

	if (!thread)
		return;
	if (!anything_wanted()) {
		process->held = false;
		process_for_each_thread(leave, request);
	} else if (process->held) {
		process->held = false;
		thread->call.open = thread->in_exec && process_calls_wanted();
		if (process_calls_wanted())
			process_filter_install(thread);
		if (thread->gone)
			process_thread_ended(thread, thread->end);
		else
			process_resume(thread, 0);
	}
}

void process_go(pid_t pid)
{
	struct request request = {.pid = pid};

	process_user_go(pid);
	process_errand(go_errand, &request);
}

static void release_errand(void *argument)
{
	struct request *request = argument;
	struct process *process = process_find(request->pid);

	if (process && process->held)
		kill(process->pid, SIGKILL);
	process_for_each_thread(leave, request);
}

static void count_leaving(struct process_thread *thread, void *count)
{
	*(unsigned int *)count += thread->leaving && !thread->process->filtered;
}

static void count_filtered(struct process_thread *thread, void *count)
{
	*(unsigned int *)count += thread->process->filtered;
}

struct census {
	void (*count)(struct process_thread *thread, void *count);
	unsigned int threads;
};

static void census_errand(void *argument)
{
	struct census *census = argument;

	census->threads = 0;
	process_for_each_thread(census->count, &census->threads);
}

static void pause_ms(long ms)
{
	struct timespec pause = {0, ms * 1000000};

	nanosleep(&pause, NULL);
}

#define SETTLE_TRIES 250

/* Threads that cannot stop now (uninterruptible, in vfork) are given half a second. */
void process_release(pid_t pid)
{
	struct request request = {.pid = pid};
	struct census census = {count_leaving, 1};

	process_user_release(pid);
	process_errand(release_errand, &request);
	forget_target(pid);
	for (int i = 0; census.threads && i < SETTLE_TRIES; i++) {
		process_errand(census_errand, &census);
		if (census.threads)
			pause_ms(2);
	}
}

bool process_needs_tracer(void)
{
	struct census census = {count_filtered, 0};

	if (process_tracer_lives())
		process_errand(census_errand, &census);
	return census.threads;
}

void process_wait_all(void)
{
	while (process_needs_tracer())
		pause_ms(50);
}

static void wishes_errand(void *unused)
{
	if (anything_wanted())
		process_for_each_thread(interrupt_thread, NULL);
}

/*
 * Running threads pass by the tracer once, which lets them go on in the way now wanted. When this
 * returns, the tracer fires nothing that is no longer wanted.
 */
void process_wishes_changed(void)
{
	if (process_tracer_lives())
		process_errand(wishes_errand, NULL);
}
