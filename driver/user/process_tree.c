/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The tracer: one thread that attaches to processes, follows their children and threads, and takes
 * every stop of theirs.
 *
 * It waits with __WNOTHREAD, so it sees its own tracees and nobody else's children. Others hand it
 * errands; a signal breaks its wait. The signal can come just before the wait begins, so it is sent
 * until the errand is done.
 *
 * Traps met:
 *  - The first stop of a new child may come before its creator's word of it, and the creator may be
 *    killed before that word: such a child waits (`early`) until told of, or until any thread dies.
 *  - When a thread that is not the first one execs, it takes over the first one's number, and the
 *    others are gone without a word.
 *  - A stop signal with PTRACE_EVENT_STOP is the group's stop: to be listened to, not continued, or
 *    SIGCONT would not find anything stopped.
 *  - A detached process with our seccomp filter would get ENOSYS from every watched call: such
 *    processes are never detached (process_needs_tracer), and end with us (PTRACE_O_EXITKILL).
 */
#include <errno.h>
#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "process.h"
#include "process_proc.h"
#include "process_space.h"
#include "process_user.h"

#define OPTIONS                                                                                   \
	(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | \
	 PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_TRACESECCOMP)
#define BUCKETS 1024 /* a power of two */
#define WAKE	(SIGRTMAX - 3)

static struct process *processes;
static struct process_thread *buckets[BUCKETS];
static unsigned int thread_count;
static uint64_t last_key = 1ull << 32; /* above every number of a thread of our own */

/* --- the table ---------------------------------------------------------------------- */

struct process *process_find(pid_t pid)
{
	struct process *process = processes;

	while (process && (process->pid != pid || process->ended))
		process = process->next;
	return process;
}

struct process *process_add(pid_t pid)
{
	struct process *process = calloc(1, sizeof(*process));

	if (!process)
		return NULL;
	process->pid = pid;
	process->next = processes;
	return processes = process;
}

static void free_process(struct process *process)
{
	struct process **link = &processes;

	while (*link != process)
		link = &(*link)->next;
	*link = process->next;
	process_space_release(process->space);
	free(process);
}

static struct process_thread **bucket_of(pid_t tid)
{
	return &buckets[tid & (BUCKETS - 1)];
}

struct process_thread *process_thread_find(pid_t tid)
{
	struct process_thread *thread = *bucket_of(tid);

	while (thread && thread->tid != tid)
		thread = thread->next;
	return thread;
}

struct process_thread *process_thread_add(struct process *process, pid_t tid)
{
	struct process_thread *thread = calloc(1, sizeof(*thread)), **bucket = bucket_of(tid);

	if (!thread)
		return NULL;
	thread->tid = tid;
	thread->process = process;
	thread->key = ++last_key;
	thread->next = *bucket;
	*bucket = thread;
	process->threads++;
	thread_count++;
	return thread;
}

static void remove_thread(struct process_thread *thread)
{
	struct process_thread **link = bucket_of(thread->tid);

	while (*link != thread)
		link = &(*link)->next;
	*link = thread->next;
	thread->process->threads--;
	thread->process->exiting -= thread->exiting;
	thread_count--;
	free(thread);
}

/* Visit every thread; the function may remove the one it is given. */
static void for_each_thread(void (*function)(struct process_thread *thread, void *argument),
			    void *argument)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		for (struct process_thread *thread = buckets[i], *next; thread; thread = next) {
			next = thread->next;
			function(thread, argument);
		}
	}
}

/* --- targets ------------------------------------------------------------------------ */

/* Targets, for whoever asks how they ended; others than the tracer read it. */
static struct target {
	struct target *next;
	pid_t pid;
	enum process_state state;
	int status;
} * targets;
static pthread_mutex_t targets_lock = PTHREAD_MUTEX_INITIALIZER;

static void set_target(pid_t pid, enum process_state state, int status)
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

/* --- going on --------------------------------------------------------------------------- */

static void detach(struct process_thread *thread, int signal)
{
	struct process *process = thread->process;

	if (!signal && process_breakpoint_pending(thread)) {
		/* Its SIGTRAP is ours: at that stop then. */
		thread->stopped = false;
		ptrace(PTRACE_CONT, thread->tid, NULL, NULL);
		return;
	}
	ptrace(PTRACE_DETACH, thread->tid, NULL, (void *)(intptr_t)signal);
	remove_thread(thread);
	if (!process->threads) {
		set_target(process->pid, PROCESS_UNTRACED, 0);
		free_process(process);
	}
}

void process_resume(struct process_thread *thread, int signal)
{
	bool calls = thread->call.open || (process_calls_wanted() && !thread->process->filtered);

	if (thread->leaving && !thread->process->filtered) {
		detach(thread, signal);
		return;
	}
	thread->stopped = thread->in_exec = false;
	thread->begun = true;
	/* It may have been killed meanwhile: its end is then the next thing we hear. */
	ptrace(calls ? PTRACE_SYSCALL : PTRACE_CONT, thread->tid, NULL, (void *)(intptr_t)signal);
}

int process_next_stop(struct process_thread *thread)
{
	int status = 0;
	pid_t pid;

	do
		pid = waitpid(thread->tid, &status, __WALL | __WNOTHREAD);
	while (pid < 0 && errno == EINTR);
	if (pid == thread->tid && WIFSTOPPED(status))
		return status;
	thread->gone = true;
	thread->end = status;
	return -1;
}

/* --- births ---------------------------------------------------------------------------------- */

static void take_stop(struct process_thread *thread, int status);

/* The process of a thread nobody told of yet. */
static struct process *process_of(pid_t tid)
{
	int64_t pid = process_status_number(tid, "Tgid");
	struct process *process;

	if (pid <= 0)
		pid = tid;
	process = process_find(pid);
	return process ? process : process_add(pid);
}

static void now_stopped(struct process_thread *thread)
{
	thread->stopped = true;
	thread->facts.registers = false;
	thread->facts.page_size = 0;
}

/* The first stop: where it begins its life. */
static void begin(struct process_thread *thread)
{
	now_stopped(thread);
	thread->early = false;
	thread->begun = true;
	process_proc_begin(thread);
}

static void release_early(struct process_thread *thread, void *unused)
{
	if (!thread->early)
		return;
	begin(thread);
	take_stop(thread, thread->early_status);
}

static void unknown_stopped(pid_t tid, int status)
{
	struct process *process = process_of(tid);
	struct process_thread *thread = process ? process_thread_add(process, tid) : NULL;

	if (!thread) { /* no memory: better untraced than stopped for ever */
		ptrace(PTRACE_DETACH, tid, NULL, NULL);
		return;
	}
	thread->stopped = true;
	thread->early = true;
	thread->early_status = status;
}

#define KCMP_VM 1

/* A new process runs in its maker's memory (vfork), or in a copy with our breakpoints in it. */
static void inherit_space(struct process_thread *creator, struct process_thread *created)
{
	struct process *from = creator->process, *to = created->process;

	if (from == to || to->space || !process_space_touched(from->space))
		return;
	if (!syscall(SYS_kcmp, from->pid, to->pid, KCMP_VM, 0, 0))
		to->space = process_space_share(from->space);
	else
		process_space_clean(to->pid, from->space);
}

static void creator_told(struct process_thread *creator, bool new_process)
{
	struct process_thread *thread;
	struct process *process;
	unsigned long tid;

	if (ptrace(PTRACE_GETEVENTMSG, creator->tid, NULL, &tid))
		return;
	thread = process_thread_find(tid);
	if (!thread) {
		process = new_process ? process_add(tid) : process_of(tid);
		thread = process ? process_thread_add(process, tid) : NULL;
		if (!thread)
			return;
	}
	thread->process->filtered |= creator->process->filtered;
	thread->process->root = creator->process->root;
	inherit_space(creator, thread);
	thread->leaving |= creator->leaving;
	thread->reported = true;
	process_proc_create(creator, thread);
	release_early(thread, NULL);
}

/* --- ends ------------------------------------------------------------------------------------ */

static void thread_ended(struct process_thread *thread, int status)
{
	struct process *process = thread->process;

	if (thread->tid == process->pid) {
		process->ended = true;
		set_target(process->pid, PROCESS_ENDED, status);
	}
	remove_thread(thread);
	if (!process->threads)
		free_process(process);
	for_each_thread(release_early, NULL);
}

static void drop_other_thread(struct process_thread *thread, void *except)
{
	struct process_thread *survivor = except;

	if (thread != survivor && thread->process == survivor->process)
		remove_thread(thread);
}

/* What the thread that called exec was at goes over to the number it now has. */
static void exec_happened(struct process_thread *thread)
{
	unsigned long former = thread->tid;
	struct process_thread *caller;

	ptrace(PTRACE_GETEVENTMSG, thread->tid, NULL, &former);
	caller = process_thread_find(former);
	if (caller && caller != thread && caller->process == thread->process) {
		thread->call = caller->call;
		thread->key = caller->key;
	}
	for_each_thread(drop_other_thread, thread);
	process_space_release(thread->process->space);
	thread->process->space = NULL;
	thread->exiting = false; /* said of the first thread, whose number this one has now */
	thread->process->exiting = 0;
	thread->in_exec = true;
	process_proc_exec(thread);
}

/* --- stops ------------------------------------------------------------------------------------ */

static bool is_stop_signal(int signal)
{
	return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

static void event_stop(struct process_thread *thread, int signal)
{
	if (is_stop_signal(signal) && !thread->leaving) {
		thread->stopped = false;
		ptrace(PTRACE_LISTEN, thread->tid, NULL, NULL);
	} else {
		process_resume(thread, 0);
	}
}

static void take_event(struct process_thread *thread, int event, int signal)
{
	switch (event) {
	case PTRACE_EVENT_FORK:
	case PTRACE_EVENT_VFORK:
	case PTRACE_EVENT_CLONE:
		creator_told(thread, event != PTRACE_EVENT_CLONE);
		break;
	case PTRACE_EVENT_EXEC:
		exec_happened(thread);
		break;
	case PTRACE_EVENT_EXIT:
		thread->exiting = true;
		thread->process->exiting++;
		process_proc_exit(thread);
		break;
	case PTRACE_EVENT_SECCOMP:
		process_call_seccomp(thread);
		break;
	case PTRACE_EVENT_STOP:
		event_stop(thread, signal);
		return;
	default:
		break;
	}
	process_resume(thread, 0);
}

static void signal_stop(struct process_thread *thread, int signal)
{
	if (signal == SIGTRAP && process_breakpoint_hit(thread)) {
		signal = thread->owed;
		thread->owed = 0;
		if (thread->gone)
			thread_ended(thread, thread->end);
		else if (!thread->parked)
			process_resume(thread, signal);
		return;
	}
	process_proc_signal(thread, signal);
	process_resume(thread, signal);
}

/* The thread is stopped and known: look, fire, let it go on. */
static void take_stop(struct process_thread *thread, int status)
{
	int signal = WSTOPSIG(status), event = status >> 16;

	now_stopped(thread);
	if (event) {
		take_event(thread, event, signal);
	} else if (signal == (SIGTRAP | 0x80)) {
		process_call_stop(thread);
		process_resume(thread, 0);
	} else {
		signal_stop(thread, signal);
	}
}

static void take(pid_t tid, int status)
{
	struct process_thread *thread = process_thread_find(tid);

	if (!WIFSTOPPED(status)) {
		if (thread)
			thread_ended(thread, status);
	} else if (!thread) {
		unknown_stopped(tid, status);
	} else if (!thread->begun) {
		begin(thread);
		take_stop(thread, status);
	} else {
		take_stop(thread, status);
	}
}

/* --- the thread ------------------------------------------------------------------------------ */

struct errand {
	void (*function)(void *argument);
	void *argument;
	bool done;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_t tracer;
static bool tracer_lives;
static struct errand *pending;
static pthread_mutex_t errands = PTHREAD_MUTEX_INITIALIZER; /* one at a time */

static void run_pending(void)
{
	pthread_mutex_lock(&lock);
	while (!pending && !thread_count)
		pthread_cond_wait(&changed, &lock);
	if (pending) {
		pending->function(pending->argument);
		pending->done = true;
		pending = NULL;
		pthread_cond_broadcast(&changed);
	}
	pthread_mutex_unlock(&lock);
}

static void forget_thread(struct process_thread *thread, void *unused)
{
	thread_ended(thread, 0);
}

static void *tracer_main(void *unused)
{
	for (;;) {
		int status;
		pid_t tid;

		if (__atomic_load_n(&pending, __ATOMIC_ACQUIRE) || !thread_count)
			run_pending();
		if (!thread_count)
			continue;
		tid = waitpid(-1, &status, __WALL | __WNOTHREAD);
		if (tid > 0)
			take(tid, status);
		else if (errno == ECHILD)
			for_each_thread(forget_thread, NULL);
	}
	return NULL;
}

static void wake(int number)
{
}

/* Only the waking signal reaches the tracer. With `lock` held. */
static int start_tracer(void)
{
	struct sigaction action = {.sa_handler = wake};
	pthread_attr_t attributes;
	sigset_t all, old;
	int error;

	if (tracer_lives)
		return 0;
	sigaction(WAKE, &action, NULL);
	sigfillset(&all);
	sigdelset(&all, WAKE);
	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	error = pthread_create(&tracer, &attributes, tracer_main, NULL);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	pthread_attr_destroy(&attributes);
	tracer_lives = !error;
	return -error;
}

static void wait_a_little(void)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += 2000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec++;
	}
	pthread_cond_timedwait(&changed, &lock, &until);
}

int process_errand(void (*function)(void *argument), void *argument)
{
	struct errand errand = {function, argument, false};
	int error;

	pthread_mutex_lock(&errands);
	pthread_mutex_lock(&lock);
	error = start_tracer();
	if (!error) {
		__atomic_store_n(&pending, &errand, __ATOMIC_RELEASE);
		pthread_cond_broadcast(&changed);
	}
	while (!error && !errand.done) {
		pthread_kill(tracer, WAKE);
		wait_a_little();
	}
	pthread_mutex_unlock(&lock);
	pthread_mutex_unlock(&errands);
	return error;
}

/* --- errands: starting and attaching --------------------------------------------- */

struct request {
	const char *file;
	char *const *argv;
	pid_t pid;
	int result;
	int status;
};

static void start_errand(void *argument)
{
	struct request *request = argument;
	struct process_thread *thread;
	struct process *process;

	request->result = process_launch(request->file, request->argv, OPTIONS | PTRACE_O_EXITKILL);
	if (request->result < 0)
		return;
	process = process_add(request->result);
	thread = process ? process_thread_add(process, request->result) : NULL;
	if (!thread) {
		kill(request->result, SIGKILL);
		request->result = -ENOMEM;
		return;
	}
	process->root = process->pid;
	process->held = true;
	set_target(process->pid, PROCESS_TRACED, 0);
	thread->stopped = thread->begun = thread->in_exec = true;
	/* It stands at the end of its exec, whose return is still to come. */
	thread->call = (struct process_call){.number = SYS_execve};
}

int process_start_command(const char *file, char *const argv[], pid_t *pid, char *message,
			  size_t size)
{
	struct request request = {.file = file, .argv = argv};
	int error = process_errand(start_errand, &request);

	if (!error && request.result < 0)
		error = request.result;
	if (error)
		snprintf(message, size, "failed to execute %s: %s", file, strerror(-error));
	else
		process_user_target(request.result, true);
	if (!error)
		process_provide();
	*pid = request.result;
	return error;
}

static int attach_thread(struct process *process, pid_t tid)
{
	struct process_thread *thread;

	if (process_thread_find(tid))
		return 0;
	if (ptrace(PTRACE_SEIZE, tid, NULL, (void *)OPTIONS))
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
		set_target(process->pid, PROCESS_TRACED, 0);
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
		free_process(process);
	else
		set_target(process->pid, PROCESS_TRACED, 0);
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
	for_each_thread(unpark, &pid);
}

/* --- errands: letting go -------------------------------------------------------- */

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
		begin(thread);
	if (thread->process->filtered)
		return;
	if (thread->stopped)
		detach(thread, 0);
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
		for_each_thread(leave, request);
	} else if (process->held) {
		process->held = false;
		thread->call.open = process_calls_wanted();
		if (process_calls_wanted())
			process_filter_install(thread);
		if (thread->gone)
			thread_ended(thread, thread->end);
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
	for_each_thread(leave, request);
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
	for_each_thread(census->count, &census->threads);
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

	if (tracer_lives)
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
		for_each_thread(interrupt_thread, NULL);
}

/*
 * Running threads pass by the tracer once, which lets them go on in the way now wanted. When this
 * returns, the tracer fires nothing that is no longer wanted.
 */
void process_wishes_changed(void)
{
	if (tracer_lives)
		process_errand(wishes_errand, NULL);
}
