/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The tracer: one thread that attaches to processes, follows their children and threads, and takes
 * every stop of theirs. What it is asked to do with targets is in process_target.c.
 *
 * It waits with __WNOTHREAD, so it sees its own tracees and nobody else's children. Others hand it
 * errands; a signal breaks its wait. The signal can come just before the wait begins, so it is sent
 * until the errand is done.
 *
 * Traps met:
 *  - The first stop of a new child may come before its creator's word of it, and the creator may be
 *    killed before that word: such a child waits (`early`) until told of, or until its maker has
 *    died. Let go sooner it could end first, and its maker would tell of a process that never dies.
 *  - When a thread that is not the first one execs, it takes over the first one's number, and the
 *    others are gone without a word.
 *  - A stop signal with PTRACE_EVENT_STOP is the group's stop: to be listened to, not continued, or
 *    SIGCONT would not find anything stopped.
 *  - A detached process with our seccomp filter would get ENOSYS from every watched call: such
 *    processes are never detached (process_needs_tracer), and end with us (PTRACE_O_EXITKILL).
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "process.h"
#include "process_proc.h"
#include "process_space.h"
#include "process_tree.h"
#include "process_user.h"

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

void process_free(struct process *process)
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
	if (thread->process->last == thread)
		thread->process->last = NULL;
	thread_count--;
	free(thread);
}

void process_for_each(void (*function)(struct process *process, void *argument), void *argument)
{
	for (struct process *process = processes, *next; process; process = next) {
		next = process->next;
		function(process, argument);
	}
}

void process_for_each_thread(void (*function)(struct process_thread *thread, void *argument),
			     void *argument)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		for (struct process_thread *thread = buckets[i], *next; thread; thread = next) {
			next = thread->next;
			function(thread, argument);
		}
	}
}

/* --- going on --------------------------------------------------------------------------- */

/* A thread inside a call goes on, to stop where registers may be set. */
static void ask_again(struct process_thread *thread, int signal)
{
	thread->stopped = false;
	ptrace(PTRACE_INTERRUPT, thread->tid, NULL, NULL);
	ptrace(PTRACE_CONT, thread->tid, NULL, (void *)(intptr_t)signal);
}

/* One thread waits for the others, and unmaps the slots when no other can be in them. True: not now. */
static bool waits_to_clear_up(struct process_thread *thread, int signal)
{
	struct process *process = thread->process;

	if (!process_slots_left(process) || thread->exiting || process->last)
		return false;
	if (!thread->settled) {
		ask_again(thread, signal);
		return true;
	}
	if (process->threads == 1) {
		process_slots_unmap(thread);
		return false;
	}
	process->last = thread;
	thread->owed = signal;
	return true;
}

static bool one_is_left; /* of some process's threads: the one that waits */

static void thread_is_gone(const struct process *process)
{
	one_is_left |= process->last && process->threads == 1;
}

static void clear_up(struct process *process, void *unused)
{
	struct process_thread *last = process->last;

	if (!last || process->threads > 1)
		return;
	process->last = NULL;
	process_thread_detach(last, last->owed);
}

void process_thread_detach(struct process_thread *thread, int signal)
{
	struct process *process = thread->process;

	if (!signal && process_breakpoint_pending(thread)) {
		/* Its SIGTRAP is ours: at that stop then. */
		thread->stopped = false;
		ptrace(PTRACE_CONT, thread->tid, NULL, NULL);
		return;
	}
	process_slots_leave(thread);
	if (waits_to_clear_up(thread, signal))
		return;
	if (thread->gone) {
		process_thread_ended(thread, thread->end);
		return;
	}
	ptrace(PTRACE_DETACH, thread->tid, NULL, (void *)(intptr_t)signal);
	remove_thread(thread);
	if (!process->threads) {
		process_target_set(process->pid, PROCESS_UNTRACED, 0);
		process_free(process);
	} else {
		thread_is_gone(process);
	}
}

void process_resume(struct process_thread *thread, int signal)
{
	bool calls = thread->call.open || (process_calls_wanted() && !thread->process->filtered);

	if (thread->leaving && !thread->process->filtered) {
		process_thread_detach(thread, signal);
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
	thread->settled = false;
	thread->facts.registers = false;
	thread->facts.page_size = 0;
}

void process_thread_begin(struct process_thread *thread)
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
	process_thread_begin(thread);
	take_stop(thread, thread->early_status);
}

/* Will nobody tell of it any more? Its maker was killed, or (`argument`) execs in another thread.
 */
static void release_orphan(struct process_thread *thread, void *argument)
{
	const struct process *parent;

	if (!thread->early || thread->tid != thread->process->pid)
		return;
	parent = process_find(process_status_number(thread->tid, "PPid"));
	if (!parent || parent == argument)
		release_early(thread, NULL);
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
	/* Killed at its birth: its maker may have been killed with it, and keeps silent. */
	if (status >> 16 == PTRACE_EVENT_EXIT)
		release_early(thread, NULL);
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
		to->space = process_space_fork(to->pid, from->space);
	if (to->space && to->space != from->space)
		process_user_forked(from, to);
}

static void creator_told(struct process_thread *creator, bool new_process)
{
	struct process_thread *thread;
	struct process *process;
	unsigned long tid;

	if (ptrace(PTRACE_GETEVENTMSG, creator->tid, NULL, &tid))
		return;
	thread = process_thread_find(tid);
	if (!thread && process_status_number(tid, "TracerPid") <= 0) {
		process_proc_create(creator, tid, new_process); /* it is dead already */
		return;
	}
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
	process_proc_create(creator, tid, thread->tid == thread->process->pid);
	release_early(thread, NULL);
}

/* --- ends ------------------------------------------------------------------------------------ */

void process_thread_ended(struct process_thread *thread, int status)
{
	struct process *process = thread->process;

	process_proc_gone(thread, status);
	if (thread->tid == process->pid) {
		process->ended = true;
		process_target_set(process->pid, PROCESS_ENDED, status);
	}
	remove_thread(thread);
	if (!process->threads)
		process_free(process);
	else
		thread_is_gone(process);
	process_for_each_thread(release_orphan, NULL);
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
	process_for_each_thread(drop_other_thread, thread);
	process_space_release(thread->process->space);
	thread->process->space = NULL;
	thread->exiting = false; /* said of the first thread, whose number this one has now */
	thread->process->exiting = 0;
	thread->in_exec = true;
	process_for_each_thread(release_orphan, thread->process);
	process_proc_exec(thread);
	process_user_exec(thread);
}

/* --- stops ------------------------------------------------------------------------------------ */

static bool is_stop_signal(int signal)
{
	return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

static void event_stop(struct process_thread *thread, int signal)
{
	thread->settled = true;
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
	if (!thread->parked)
		process_resume(thread, 0);
}

static void signal_stop(struct process_thread *thread, int signal)
{
	thread->settled = true;
	if (signal == SIGTRAP && process_breakpoint_hit(thread)) {
		signal = thread->owed;
		thread->owed = 0;
		if (thread->gone)
			process_thread_ended(thread, thread->end);
		else if (!thread->parked)
			process_resume(thread, signal);
		return;
	}
	process_proc_signal(thread, signal);
	signal = process_slot_signal(thread, signal);
	if (thread->gone)
		process_thread_ended(thread, thread->end);
	else
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
			process_thread_ended(thread, status);
	} else if (!thread) {
		unknown_stopped(tid, status);
	} else if (!thread->begun) {
		process_thread_begin(thread);
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
	process_thread_ended(thread, 0);
}

static void *tracer_main(void *unused)
{
	for (;;) {
		int status;
		pid_t tid;

		if (__atomic_load_n(&pending, __ATOMIC_ACQUIRE) || !thread_count)
			run_pending();
		if (one_is_left) {
			one_is_left = false;
			process_for_each(clear_up, NULL);
		}
		if (!thread_count)
			continue;
		tid = waitpid(-1, &status, __WALL | __WNOTHREAD);
		if (tid > 0)
			take(tid, status);
		else if (errno == ECHILD)
			process_for_each_thread(forget_thread, NULL);
	}
	return NULL;
}

static void wake(int number)
{
}

/*
 * Each stop of a tracee would send SIGCHLD to this process, and because the tracer blocks it another
 * thread would be woken to find that it is ignored: 80,000 stops took 1.3 s instead of 0.8. Whoever
 * has a handler of his own for it may want it.
 */
static void refuse_word_of_stops(void)
{
	struct sigaction action;

	if (sigaction(SIGCHLD, NULL, &action) || action.sa_handler != SIG_DFL)
		return;
	action.sa_flags |= SA_NOCLDSTOP;
	sigaction(SIGCHLD, &action, NULL);
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
	refuse_word_of_stops();
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

bool process_tracer_lives(void)
{
	return tracer_lives;
}
