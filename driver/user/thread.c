/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Facts about the current thread, its stacks and registers, in a process.
 *
 * Probes of this host fire in threads of the tracing process itself, so "the
 * current process" is that process. There is no kernel side to see: kernel
 * stacks are empty and kernel registers unknown.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "driver/core/host.h"
#include <dtrace/record.h>

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
	return (uint32_t)host_tid();
}

int32_t host_pid(void)
{
	return getpid();
}

int32_t host_tid(void)
{
	return own_tid();
}

int32_t host_ppid(void)
{
	return getppid();
}

uint32_t host_uid(void)
{
	return getuid();
}

uint32_t host_gid(void)
{
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

void host_execname(char *to, size_t size)
{
	snprintf(to, size, "%s", program_invocation_short_name);
}

void host_zonename(char *to, size_t size)
{
	snprintf(to, size, "global");
}

/* The command line of this process, arguments separated by blanks. */
void host_execargs(char *to, size_t size)
{
	FILE *file = fopen("/proc/self/cmdline", "re");
	size_t length = 0;

	if (!size)
		return;
	if (file) {
		length = fread(to, 1, size - 1, file);
		fclose(file);
	}
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
	return 0;
}

uint64_t host_caller(const struct dtrace_firing *firing)
{
	return 0;
}

uint64_t host_user_caller(const struct dtrace_firing *firing)
{
	return 0;
}

int host_user_register(const struct dtrace_firing *firing, unsigned int index, uint64_t *value)
{
	return -EINVAL;
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

int host_stop_thread(void)
{
	return -ENOTSUP;
}

int host_raise(int number)
{
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

int host_path(uint64_t path, char *to, size_t size)
{
	return -ENOTSUP;
}
