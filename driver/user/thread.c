/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Facts about the current thread, its stacks and registers, in a process.
 *
 * Timers and BEGIN fire in threads of the tracing process itself, so "the current process" is
 * that process; probes of a traced process fire on the tracer with `process_current` set, the
 * stopped thread (process_current.c). There is no kernel side to see: kernel stacks are
 * empty and kernel registers unknown.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <dtrace/record.h>
#include "driver/core/host.h"
#include "process.h"
#include "process_maps.h"

/* Asking the kernel costs more than the rest of a firing. A forked child's only thread is a new one. */
static __thread int32_t known_tid;

static void forget_tid(void)
{
	known_tid = 0;
}

__attribute__((constructor)) static void watch_forks(void)
{
	pthread_atfork(NULL, NULL, forget_tid);
}

static int32_t own_tid(void)
{
	if (!known_tid)
		known_tid = syscall(SYS_gettid);
	return known_tid;
}

/* No kernel structure stands behind a thread here: following curthread faults. */
uint64_t host_thread(void)
{
	return 0;
}

uint64_t host_thread_key(void)
{
	if (process_current)
		return process_current->key;
	return (uint32_t)host_tid();
}

int32_t host_pid(void)
{
	if (process_current)
		return process_current->process->pid;
	return getpid();
}

int32_t host_tid(void)
{
	if (process_current)
		return process_current->tid;
	return own_tid();
}

int32_t host_ppid(void)
{
	if (process_current)
		return process_status_number(process_current->tid, "PPid");
	return getppid();
}

uint32_t host_uid(void)
{
	if (process_current)
		return process_status_number(process_current->tid, "Uid");
	return getuid();
}

uint32_t host_gid(void)
{
	if (process_current)
		return process_status_number(process_current->tid, "Gid");
	return getgid();
}

int32_t host_errno(void)
{
	return 0;
}

uint32_t host_ipl(void)
{
	return 0;
}

size_t host_execname(char *to, size_t size)
{
	if (!process_current)
		snprintf(to, size, "%s", program_invocation_short_name);
	else if (process_read_file(process_current->tid, "comm", to, size))
		to[strcspn(to, "\n")] = '\0';
	else
		snprintf(to, size, "%s", process_current->name);
	return strlen(to);
}

void host_zonename(char *to, size_t size)
{
	snprintf(to, size, "global");
}

/* The command line, arguments separated by blanks. */
void host_execargs(char *to, size_t size)
{
	size_t length;

	if (!size)
		return;
	length = process_read_file(host_pid(), "cmdline", to, size);
	while (length && !to[length - 1])
		length--;
	for (size_t i = 0; i < length; i++) {
		if (!to[i])
			to[i] = ' ';
	}
	to[length] = '\0';
}

/* Walk up through /proc; a parent that has gone ends the walk. */
static int32_t parent_of(int32_t pid)
{
	char path[64], line[512], *end;
	int parent = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	file = fopen(path, "re");
	if (!file)
		return 0;
	/* The name in parentheses may itself hold blanks and parentheses. */
	end = fgets(line, sizeof(line), file) ? strrchr(line, ')') : NULL;
	if (!end || sscanf(end, ") %*c %d", &parent) != 1)
		parent = 0;
	fclose(file);
	return parent;
}

bool host_progenyof(int32_t pid)
{
	int32_t at = host_pid();

	for (int depth = 0; at > 0 && depth < 1024; depth++) {
		if (at == pid)
			return true;
		at = parent_of(at);
	}
	return false;
}

unsigned int host_stack(const struct dtrace_firing *firing, uint64_t *pcs, unsigned int limit)
{
	memset(pcs, 0, limit * sizeof(*pcs));
	return 0;
}

unsigned int host_user_stack(const struct dtrace_firing *firing, uint64_t *pcs, unsigned int limit)
{
	memset(pcs, 0, limit * sizeof(*pcs));
	return process_current ? process_stack(process_current, pcs, limit) : 0;
}

unsigned int host_user_frames(const struct dtrace_firing *firing, uint64_t *pcs, uint64_t *frames,
			      unsigned int limit)
{
	memset(frames, 0, limit * sizeof(*frames));
	return host_user_stack(firing, pcs, limit);
}

/* Nobody tells a process host of any. */
struct dtrace_helper *host_helper(unsigned int index)
{
	return NULL;
}

void host_user_address(uint64_t address)
{
	if (process_current)
		process_maps_see(host_pid(), address);
}

uint64_t host_caller(const struct dtrace_firing *firing)
{
	return 0;
}

uint64_t host_user_caller(const struct dtrace_firing *firing)
{
	uint64_t pcs[2];

	host_user_stack(firing, pcs, 2);
	return pcs[1];
}

int host_user_register(const struct dtrace_firing *firing, unsigned int index, uint64_t *value)
{
	return process_current ? process_register(process_current, index, value) : -EINVAL;
}

int host_register(const struct dtrace_firing *firing, unsigned int index, uint64_t *value)
{
	return -EINVAL;
}

const char *host_refuses(unsigned int action)
{
	switch (action) {
	case DTRACEACT_PANIC:
		return "panic() stops a kernel: it needs the driver";
	case DTRACEACT_BREAKPOINT:
		return "breakpoint() stops in a kernel's debugger: it needs the driver";
	default:
		return NULL;
	}
}

/* A signal to the thread, as the driver sends it. Our own process is never stopped by its own
 * tracing. */
int host_stop_thread(void)
{
	return process_current ? host_raise(SIGSTOP) : -ENOTSUP;
}

int host_raise(int number)
{
	if (process_current)
		return syscall(SYS_tgkill, host_pid(), host_tid(), number) ? -errno : 0;
	return kill(getpid(), number) ? -errno : 0;
}

int host_breakpoint(void)
{
	return -ENOTSUP;
}

int host_panic(void)
{
	return -ENOTSUP;
}

int host_lock_state(enum host_lock_query query, uint64_t address, uint64_t *value)
{
	return -ENOTSUP;
}

int host_file(int32_t descriptor, uint64_t *file)
{
	return -ENOTSUP;
}

int host_path(uint64_t path, char *to, size_t size)
{
	return -ENOTSUP;
}
