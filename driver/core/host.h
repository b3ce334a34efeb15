/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * All that the engine may ask of the system it runs in. Two hosts implement
 * it: driver/linux (the kernel module) and driver/user (a process). The engine includes
 * nothing else of either.
 *
 * Each function says where it may be called:
 *	[control] ordinary thread context, may sleep; from open, control, close
 *	[probe]   probe context: between host_probe_enter and host_probe_exit;
 *		  must not sleep, allocate or take a lock another context can hold
 *	[any]     both
 */
#ifndef DTRACE_CORE_HOST_H
#define DTRACE_CORE_HOST_H

#include <dtrace/types.h>

/* Per-firing facts a provider hands in; opaque to the engine except the arguments. See provider.h.
 */
struct dtrace_firing;

/* --- memory -------------------------------------------------------------- */

/* Zeroed memory, 64-byte aligned from 64 bytes on; NULL when there is none. May be large (many
 * MiB). [control] */
void *host_alloc(size_t size);
/* NULL is allowed. [control] */
void host_free(void *memory);

/* --- processors and probe context ------------------------------------------- */

/* CPU numbers are below this; constant while the engine lives. [any] */
unsigned int host_cpus(void);
/* May work be sent to this CPU (it is up)? [control] */
bool host_cpu_online(unsigned int cpu);

/*
 * Enter and leave probe context: interrupts off on this CPU (in a process: the
 * lock that stands for the one virtual CPU). Nestable: each enter has its exit with the cookie.
 * [any]
 */
unsigned long host_probe_enter(void);
void host_probe_exit(unsigned long cookie);
/* This CPU's number; stable between enter and exit. [probe] */
unsigned int host_cpu(void);

/*
 * Run function(argument) on that CPU in probe context (interrupts off) and wait for it.
 * Returns 0, or -ENXIO when the CPU is not up (function did not run). [control]
 */
int host_call_cpu(unsigned int cpu, void (*function)(void *), void *argument);
/* Wait until every CPU has left the probe context it was in. [control] */
void host_synchronize(void);

/* --- locks: control path only ----------------------------------------------------- */

struct host_mutex;
struct host_mutex *host_mutex_create(const char *name); /* NULL: no memory */
void host_mutex_destroy(struct host_mutex *mutex);
void host_mutex_lock(struct host_mutex *mutex);
void host_mutex_unlock(struct host_mutex *mutex);
bool host_mutex_held(struct host_mutex *mutex); /* by the caller: for assertions */

/* --- timers ------------------------------------------------------------------------- */

struct host_timer;
/*
 * Call function(argument) every `interval` ns (>= 1000), in probe-capable context (interrupts off,
 * `firing` describes what was interrupted), on CPU `cpu`, or on a CPU of the host's choice if
 * cpu < 0. While that CPU is down nothing is called; when it comes up the timer runs. Returns NULL when it
 * cannot (no memory, no such CPU). [control]
 */
struct host_timer *host_timer_start(int cpu, uint64_t interval,
				    void (*function)(void *argument, struct dtrace_firing *firing),
				    void *argument);
/* When it returns the function is not running and will not run again. [control] */
void host_timer_stop(struct host_timer *timer);

/* --- time --------------------------------------------------------------------------- */

uint64_t host_time(void);      /* ns, monotonic, NMI-safe [any] */
uint64_t host_wall_time(void); /* ns since the epoch, UTC [any] */

/* --- memory of others: 0, or -EFAULT without any other effect --------------------------- */

/* Kernel memory (in a process: its own). Checks the address, never oopses, refuses device memory.
 * [any] */
int host_load(void *to, uint64_t address, size_t size);
/* Memory of the current user process. [any] */
int host_load_user(void *to, uint64_t address, size_t size);
int host_store_user(uint64_t address, const void *from, size_t size);
/* Control interface: the caller's buffers. [control] */
int host_copy_in(void *to, uint64_t address, size_t size);
int host_copy_out(uint64_t address, const void *from, size_t size);

/* --- the current thread [probe] ------------------------------------------------------- */

uint64_t host_thread(void); /* address of the task (curthread) */
uint64_t
host_thread_key(void);	/* unique per living thread; another value in interrupt context; never 0 */
int32_t host_pid(void); /* process (thread group) */
int32_t host_tid(void);
int32_t host_ppid(void);
uint32_t host_uid(void);
uint32_t host_gid(void);
int32_t host_errno(void);  /* of the last system call, in syscall return probes; else 0 */
uint32_t host_ipl(void);   /* 0 in a thread, else the class of interrupt */
uint64_t host_vtime(void); /* ns this thread has run on a CPU */
/* Fill `to` with a NUL-terminated string of at most size bytes; what lies behind it is untouched, or zero. */
size_t host_execname(char *to, size_t size); /* returns its length; size >= 1 */
void host_zonename(char *to, size_t size);
void host_execargs(char *to, size_t size);
bool host_progenyof(int32_t pid);
/* The kernel's struct file behind a descriptor of the current process, 0 when it is not open. A host
 * without kernel structures: -ENOTSUP. */
int host_file(int32_t descriptor, uint64_t *file);

/* --- stacks and registers [probe] ---------------------------------------------------------- */

/* Program counters from the probed point outward; returns how many were stored; the rest is of no
 * meaning. */
unsigned int host_stack(const struct dtrace_firing *firing, uint64_t *pcs, unsigned int limit);
unsigned int host_user_stack(const struct dtrace_firing *firing, uint64_t *pcs, unsigned int limit);
/* The same with the frame pointer each runs by, 0 where that is not known. */
unsigned int host_user_frames(const struct dtrace_firing *firing, uint64_t *pcs, uint64_t *frames,
			      unsigned int limit);
/* The helpers for stacks of the current process, one after another; NULL: there is none more. */
struct dtrace_helper;
struct dtrace_helper *host_helper(unsigned int index);
/* A user address of the current process was recorded; its name is asked for later, perhaps after the process's end. */
void host_user_address(uint64_t address);
uint64_t host_caller(const struct dtrace_firing *firing);
uint64_t host_user_caller(const struct dtrace_firing *firing);
/* uregs[index] and regs[index]: constants of regs.d; -EINVAL for an unknown index. */
int host_user_register(const struct dtrace_firing *firing, unsigned int index, uint64_t *value);
int host_register(const struct dtrace_firing *firing, unsigned int index, uint64_t *value);

/* The deadman has ended the tracing of this consumer, which is told when it next asks. [probe] */
void host_deadman(uint32_t consumer);

/* --- destructive actions [probe]; 0 or -ENOTSUP, -EINVAL … --------------------------------- */

/* Why an action of this kind can never be carried out here, or NULL [control]. */
const char *host_refuses(unsigned int action);
int host_stop_thread(void);
int host_raise(int signal);
int host_breakpoint(void);
int host_panic(void);
void host_spin(uint64_t ns); /* chill() */

/* --- lock state: 0 or 1 into *value, -ENOTSUP where the host cannot tell [probe] -------------- */
enum host_lock_query {
	HOST_MUTEX_OWNED,
	HOST_MUTEX_OWNER, /* *value = thread address */
	HOST_MUTEX_ADAPTIVE,
	HOST_MUTEX_SPIN,
	HOST_RW_READ_HELD,
	HOST_RW_WRITE_HELD,
	HOST_RW_ISWRITER
};
int host_lock_state(enum host_lock_query query, uint64_t address, uint64_t *value);
/* struct path * to text; length without NUL or negative errno [probe] */
int host_path(uint64_t path, char *to, size_t size);

/* --- last words -------------------------------------------------------------------------- */

/* One line to the system log (a process: stderr when DTRACE_DEBUG is set). [control] */
void host_log(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* An invariant is broken: say so and stop as softly as the host can. [any] */
void host_assert_failed(const char *expression, const char *file, int line);
#define HOST_ASSERT(x) ((x) ? (void)0 : host_assert_failed(#x, __FILE__, __LINE__))

/* Facts for CONF. [control] */
const char *host_name(void);	/* "linux" or "process" */
const char *host_kernel(void);	/* uname -r, "" in a process */
const char *host_release(void); /* version of this build */

#endif
