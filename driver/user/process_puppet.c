/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * System calls on behalf of a stopped thread: its registers are set to a call, on a `syscall`
 * instruction of its vdso, and afterwards to what they were. All its signals are blocked meanwhile.
 *
 * Trap met: a thread that was stopped in a sleeping call has that call's restart still before it,
 * and the kernel does it only on the way out of that stop, which we take away. So it is done here.
 *
 * A process that confines itself by seccomp is left alone: it did not say that it would make such
 * calls, and might be killed for them.
 */
#include <elf.h>
#include <errno.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "process.h"

/* To the next stop at a call: 0, or -1 when the thread is at its end. */
static int to_call_stop(struct process_thread *thread)
{
	for (;;) {
		int status;

		if (ptrace(PTRACE_SYSCALL, thread->tid, NULL, NULL))
			return -1;
		status = process_next_stop(thread);
		if (status < 0 || status >> 16 == PTRACE_EVENT_EXIT)
			return -1;
		if (status >> 8 == (SIGTRAP | 0x80))
			return 0;
	}
}

/* The vdso is the same for all: where in ours the instruction is, it is in theirs. */
static size_t syscall_offset(void)
{
	const Elf64_Ehdr *vdso = (const Elf64_Ehdr *)getauxval(AT_SYSINFO_EHDR);
	const unsigned char *bytes = (const unsigned char *)vdso;
	size_t size = vdso ? vdso->e_shoff + vdso->e_shnum * vdso->e_shentsize : 0;

	for (size_t i = sizeof(*vdso); i + 1 < size; i++)
		if (bytes[i] == 0x0f && bytes[i + 1] == 0x05)
			return i;
	return 0;
}

static uint64_t vdso_of(pid_t pid)
{
	uint64_t words[2 * 64];
	size_t size = process_read_file(pid, "auxv", (char *)words, sizeof(words));

	for (size_t i = 0; i + 2 <= size / 8; i += 2)
		if (words[i] == AT_SYSINFO_EHDR)
			return words[i + 1];
	return 0;
}

static bool find_instruction(struct process_puppet *puppet)
{
	uint64_t base = vdso_of(puppet->thread->process->pid);
	size_t offset = syscall_offset();
	unsigned char bytes[2];

	puppet->instruction = base + offset;
	return base && offset && !process_load(puppet->thread, bytes, base + offset, 2) &&
	       bytes[0] == 0x0f && bytes[1] == 0x05;
}

/* Errors that only exist inside the kernel. */
#define ERESTARTSYS	      512
#define ERESTARTNOINTR	      513
#define ERESTARTNOHAND	      514
#define ERESTART_RESTARTBLOCK 516

static void restart_call(struct user_regs_struct *user)
{
	int64_t result = user->rax;

	if ((int64_t)user->orig_rax < 0)
		return;
	if (result == -ERESTARTSYS || result == -ERESTARTNOINTR || result == -ERESTARTNOHAND)
		user->rax = user->orig_rax;
	else if (result == -ERESTART_RESTARTBLOCK)
		user->rax = SYS_restart_syscall;
	else
		return;
	user->rip -= 2;
}

#define CODE_SEGMENT_64 0x33

static bool block_signals(struct process_puppet *puppet)
{
	uint64_t all = ~0ull;
	pid_t tid = puppet->thread->tid;

	return !ptrace(PTRACE_GETSIGMASK, tid, (void *)sizeof(puppet->mask), &puppet->mask) &&
	       !ptrace(PTRACE_SETSIGMASK, tid, (void *)sizeof(all), &all);
}

/*
 * It has a seccomp filter of its own making (or strict mode), which may kill it for our calls. What
 * we run under ourselves, as in a container, and the one we gave it are known.
 */
static bool is_confined(const struct process_thread *thread)
{
	int64_t mode = process_status_number(thread->tid, "Seccomp");
	int64_t filters = process_status_number(thread->tid, "Seccomp_filters");
	int64_t own = process_status_number(getpid(), "Seccomp_filters");

	if (mode <= 0)
		return false;
	if (mode == SECCOMP_MODE_STRICT)
		return true;
	if (filters < 0) /* an older kernel does not count them */
		return !thread->process->filtered &&
		       process_status_number(getpid(), "Seccomp") <= 0;
	return filters > (own > 0 ? own : 0) + thread->process->filtered;
}

bool process_puppet_begin(struct process_puppet *puppet, struct process_thread *thread)
{
	const struct user_regs_struct *user = process_registers(thread);

	puppet->thread = thread;
	if (!user || user->cs != CODE_SEGMENT_64 || is_confined(thread) ||
	    !find_instruction(puppet) || !block_signals(puppet))
		return false;
	if (thread->in_exec) {
		/* Not before its end may registers be set; its return is somebody's probe. */
		if (to_call_stop(thread))
			return false;
		thread->in_exec = false;
		thread->facts.registers = false;
		process_call_stop(thread);
		user = process_registers(thread);
		if (!user)
			return false;
	}
	puppet->saved = *user;
	restart_call(&puppet->saved);
	puppet->saved.orig_rax = -1;
	return true;
}

int64_t process_puppet_call(struct process_puppet *puppet, long number, const uint64_t arg[6])
{
	struct user_regs_struct user = puppet->saved;
	struct process_thread *thread = puppet->thread;

	user.rip = puppet->instruction;
	user.rax = number;
	user.rdi = arg[0];
	user.rsi = arg[1];
	user.rdx = arg[2];
	user.r10 = arg[3];
	user.r8 = arg[4];
	user.r9 = arg[5];
	if (ptrace(PTRACE_SETREGS, thread->tid, NULL, &user) || to_call_stop(thread) ||
	    to_call_stop(thread) || ptrace(PTRACE_GETREGS, thread->tid, NULL, &user))
		return -ESRCH;
	return user.rax;
}

void process_puppet_end(struct process_puppet *puppet)
{
	struct process_thread *thread = puppet->thread;

	ptrace(PTRACE_SETREGS, thread->tid, NULL, &puppet->saved);
	ptrace(PTRACE_SETSIGMASK, thread->tid, (void *)sizeof(puppet->mask), &puppet->mask);
	thread->facts.user = puppet->saved;
	thread->facts.registers = true;
}
