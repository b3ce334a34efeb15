/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Processes that the in-process host traces with ptrace(2), and what the files process_*.c share.
 *
 * One thread of ours, the tracer (process_tree.c), attaches to all of them and takes every stop:
 * the kernel lets only the thread that attached do anything with a tracee. It fires probes with the
 * stopped thread as the engine's current one. All of struct process and struct process_thread
 * belongs to the tracer; others reach it by errands (process_errand).
 *
 * Locks: control context (providers' callbacks, the calls of libdtrace) holds the engine's
 * control lock and waits for errands; so the tracer never takes that lock.
 */
#ifndef DTRACE_USER_PROCESS_H
#define DTRACE_USER_PROCESS_H

#include <signal.h>
#include <sys/types.h>
#include <sys/user.h>

#include "driver/core/host.h"
#include "driver/core/provider.h"
#include "libdtrace/dt_hold.h"

enum process_abi {
	PROCESS_ABI_64,
	PROCESS_ABI_IA32
};

struct process_space;

/* A thread group. */
struct process {
	struct process *next;
	pid_t pid;
	pid_t root;	      /* the target it descends from */
	unsigned int threads; /* in the table */
	unsigned int exiting; /* of these */
	bool held;	      /* a command not yet let go */
	bool filtered;	      /* our seccomp filter is in it, for good */
	bool ended;
	struct process_space
		*space; /* its breakpoints; shared by a child of vfork (process_space.c) */
	struct process_thread *last; /* stopped until the others have left, to clear up after them */
};

enum process_state {
	PROCESS_UNTRACED, /* not, or no more: its end is not known here */
	PROCESS_TRACED,
	PROCESS_ENDED
};

struct process_call {
	bool open; /* entered, and its return is awaited */
	bool seen; /* its entry was taken; the stop that the filter makes for it is still to come */
	enum process_abi abi;
	uint64_t number;
	uint64_t arg[6];
};

/* What is known of a thread while it is stopped; void when it runs. */
struct process_facts {
	bool registers;
	bool at_edge; /* of a function: the caller's address is at the stack pointer */
	struct user_regs_struct user;
	uint64_t page; /* address of the cached piece of memory, 0: none */
	size_t page_size;
	char bytes[4096];
};

struct process_thread {
	struct process_thread *next; /* in its bucket */
	struct process *process;
	pid_t tid;
	uint64_t key;  /* never the same for two threads */
	bool stopped;  /* waits for us */
	bool settled;  /* and not inside a call: its registers may be set */
	bool early;    /* stopped at its birth before its creator told of it */
	bool reported; /* its creator told of it */
	bool begun;    /* has run, or was found running */
	bool leaving;  /* to be detached at its next stop */
	bool exiting;
	bool parked;  /* stopped until process_unpark() */
	int owed;     /* a signal that came while it was stepped: delivered when it goes on */
	bool in_exec; /* stopped inside the exec, whose return is still to come */
	int early_status;
	bool gone; /* ended while process_next_stop() waited for it, with the wait status `end` */
	int end;
	char name[16];	/* when it was last asked for */
	struct process_call call;
	struct process_facts facts;
};

/* --- the tracer (process_tree.c) --------------------------------------------------- */

/* Run function(argument) on the tracer, which is started if need be. 0, or -EAGAIN: no thread could
 * be made. [control] */
int process_errand(void (*function)(void *argument), void *argument);

/* libdtrace's side. message: one clear sentence on failure, which is a negative errno. [control] */
int process_start_command(const char *file, char *const argv[], enum dt_evaltime when, pid_t *pid,
			  char *message, size_t size);
/* One started and still at the end of its exec. */
int process_run_on(pid_t pid, enum dt_evaltime when, char *message, size_t size);
int process_attach(pid_t pid, char *message, size_t size);
/* Let a held one run, or give up one that no probe looks at. */
void process_go(pid_t pid);
/* Detach it and all its children; kill it if it never ran. */
void process_release(pid_t pid);
/* PROCESS_ENDED: *status as wait(2) has it. Any thread. */
enum process_state process_state(pid_t pid, int *status);
/* Traced processes that carry our seccomp filter need a tracer until they end. */
bool process_needs_tracer(void);
void process_wait_all(void);
/* There is a process to trace now: make the probes. Idempotent. [control] */
void process_provide(void);

/* The wishes of providers have changed. [control] */
void process_wishes_changed(void);

/* For the files below, on the tracer. */
struct process_thread *process_thread_find(pid_t tid);
struct process_thread *process_thread_add(struct process *process, pid_t tid);
struct process *process_find(pid_t pid);
struct process *process_add(pid_t pid);
/* Visit every process; the function may remove the one it is given. */
void process_for_each(void (*function)(struct process *process, void *argument), void *argument);
/* Let a stopped thread go on, with a signal or 0. */
void process_resume(struct process_thread *thread, int signal);
/* Let the parked threads of a process go on. */
void process_unpark(pid_t pid);
/* Wait for this thread's next stop: wait status, or -1 when it is gone. */
int process_next_stop(struct process_thread *thread);

/* --- starting a command (process_start.c) -------------------------------------------- */

/* Fork, attach, exec: the pid, stopped after its exec; or a negative errno. */
pid_t process_launch(const char *file, char *const argv[], long options);

/* --- system calls (process_syscalls.c, process_calls.c, process_filter.c) ---------------- */

/* Name of a call as a probe, or NULL. */
const char *process_call_name(enum process_abi abi, uint64_t number);
/* Is any call traced? Is this one? */
bool process_calls_wanted(void);
bool process_call_watched(enum process_abi abi, uint64_t number);
/* Stops of a thread at a call. */
void process_call_seccomp(struct process_thread *thread);
void process_call_stop(struct process_thread *thread);
/* Put a filter for the watched calls into a process stopped at the end of its exec. */
void process_filter_install(struct process_thread *thread);

int process_syscall_start(void);
int process_syscall_stop(void);
void process_syscall_provide(void);

/* --- calls on behalf of a thread (process_puppet.c) ------------------------------------------- */

struct process_puppet {
	struct process_thread *thread;
	struct user_regs_struct saved;
	uint64_t mask;	      /* of blocked signals */
	uint64_t instruction; /* a `syscall` in its vdso */
};

/* False: it cannot be used so (a 32-bit program, one that confines itself); nothing has happened. */
bool process_puppet_begin(struct process_puppet *puppet, struct process_thread *thread);
/* Result of the call, a negative errno as the kernel has it. */
int64_t process_puppet_call(struct process_puppet *puppet, long number, const uint64_t arg[6]);
void process_puppet_end(struct process_puppet *puppet);

/* --- facts of the current thread (process_current.c) [probe, on the tracer] ------------------- */

extern __thread struct process_thread *process_current;
/* dtrace_fire() with this stopped thread as the current one. */
void process_fire(struct process_thread *thread, dtrace_id_t id, struct dtrace_firing *firing);
/* Registers of a stopped thread, NULL when it has just been killed. */
const struct user_regs_struct *process_registers(struct process_thread *thread);
int process_load(struct process_thread *thread, void *to, uint64_t address, size_t size);
int process_store(struct process_thread *thread, uint64_t address, const void *from, size_t size);
uint64_t process_thread_time(const struct process_thread *thread);
/* A number behind "Name:" in /proc/TID/status; -1: not there. */
int64_t process_status_number(pid_t tid, const char *name);
/* The same for a mask of signals: bit n - 1 is signal n. */
uint64_t process_status_mask(pid_t tid, const char *name);
/* Text of /proc/TID/NAME, as much as fits; its length. */
size_t process_read_file(pid_t tid, const char *name, char *to, size_t size);
int process_register(struct process_thread *thread, unsigned int index, uint64_t *value);
/* By call frame information (process_unwind.c) instead of frame pointers? */
void process_unwind_by_cfi(bool yes);
unsigned int process_unwind(struct process_thread *thread, uint64_t *pcs, unsigned int limit);
void process_unwind_free(void);
unsigned int process_stack(struct process_thread *thread, uint64_t *pcs, unsigned int limit);

#endif
