/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The seccomp filter of a traced command: watched calls stop for the tracer, all others run at full
 * speed.
 *
 * Which calls are watched is known only when the program has been compiled and enabled, and by
 * then the command has been started. So the filter is put in from outside: the thread, stopped
 * after its exec, is made to make the two calls itself, on a `syscall` instruction of its vdso.
 * Where that does not go (a 32-bit program, no vdso, seccomp forbidden) every call stops, which is
 * slower and no less right.
 *
 * A process of root gets the filter without losing the right to gain privileges; another has lost
 * it already: the kernel gives a traced process nothing at exec.
 */
#include <elf.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "process.h"
#include "process_proc.h"

/* --- the filter's program ----------------------------------------------------------------- */

#define NUMBERS	    512
#define X32_BIT	    0x40000000u
#define PROGRAM_MAX (3 * NUMBERS + 16)

struct program {
	unsigned short length;
	struct sock_filter code[PROGRAM_MAX];
};

static void add(struct program *program, uint16_t code, uint8_t yes, uint8_t no, uint32_t k)
{
	program->code[program->length++] = (struct sock_filter){code, yes, no, k};
}

/* One range of numbers: TRACE inside, go on behind these instructions outside. */
static void add_range(struct program *program, unsigned int first, unsigned int last)
{
	add(program, BPF_JMP | BPF_JGE | BPF_K, 0, 2, first);
	add(program, BPF_JMP | BPF_JGT | BPF_K, 1, 0, last);
	add(program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_TRACE);
}

static void add_ranges(struct program *program, enum process_abi abi)
{
	add(program, BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, nr));
	if (abi == PROCESS_ABI_64)
		add(program, BPF_ALU | BPF_AND | BPF_K, 0, 0, ~X32_BIT);
	for (unsigned int first = 0, last; first < NUMBERS; first = last + 1) {
		for (last = first; last < NUMBERS && process_call_watched(abi, last); last++)
			;
		if (last > first)
			add_range(program, first, last - 1);
	}
	add(program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
}

static void make_program(struct program *program)
{
	unsigned short skip;

	program->length = 0;
	add(program, BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, arch));
	add(program, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, AUDIT_ARCH_X86_64);
	skip = program->length;
	add(program, BPF_JMP | BPF_JA, 0, 0, 0);
	add_ranges(program, PROCESS_ABI_64);
	program->code[skip].k = program->length - skip - 1;
	add_ranges(program, PROCESS_ABI_IA32);
}

/* --- calls on behalf of the thread ------------------------------------------------------------ */

struct puppet {
	struct process_thread *thread;
	struct user_regs_struct saved;
	uint64_t instruction; /* a `syscall` in its vdso */
	int signal;	      /* one that came meanwhile */
};

/* To the next stop at a call: 0, or -1 when the thread is gone. Signals wait until all is done. */
static int to_call_stop(struct puppet *puppet)
{
	struct process_thread *thread = puppet->thread;

	for (;;) {
		int status;

		if (ptrace(PTRACE_SYSCALL, thread->tid, NULL, NULL))
			return -1;
		status = process_next_stop(thread);
		if (status < 0)
			return -1;
		if (status >> 8 == (SIGTRAP | 0x80))
			return 0;
		if (!(status >> 16))
			puppet->signal = WSTOPSIG(status);
		else if (status >> 16 == PTRACE_EVENT_EXIT)
			return -1;
	}
}

static int64_t make_call(struct puppet *puppet, long number, uint64_t a, uint64_t b, uint64_t c)
{
	struct user_regs_struct user = puppet->saved;

	user.rip = puppet->instruction;
	user.rax = number;
	user.orig_rax = -1;
	user.rdi = a;
	user.rsi = b;
	user.rdx = c;
	user.r10 = user.r8 = 0;
	if (ptrace(PTRACE_SETREGS, puppet->thread->tid, NULL, &user) || to_call_stop(puppet) ||
	    to_call_stop(puppet) || ptrace(PTRACE_GETREGS, puppet->thread->tid, NULL, &user))
		return -ESRCH;
	return user.rax;
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

static bool find_instruction(struct puppet *puppet)
{
	uint64_t base = vdso_of(puppet->thread->process->pid);
	size_t offset = syscall_offset();
	unsigned char bytes[2];

	puppet->instruction = base + offset;
	return base && offset && !process_load(puppet->thread, bytes, base + offset, 2) &&
	       bytes[0] == 0x0f && bytes[1] == 0x05;
}

/* --- installing --------------------------------------------------------------------------------
 */

#define RED_ZONE 128

static bool install(struct puppet *puppet, struct program *program)
{
	size_t size = program->length * sizeof(program->code[0]);
	uint64_t code = (puppet->saved.rsp - RED_ZONE - size) & ~15ull;
	uint64_t head = code - sizeof(struct sock_fprog);
	struct sock_fprog fprog = {program->length, (struct sock_filter *)(uintptr_t)code};
	struct process_thread *thread = puppet->thread;
	int64_t result;

	if (process_store(thread, code, program->code, size) ||
	    process_store(thread, head, &fprog, sizeof(fprog)))
		return false;
	result = make_call(puppet, SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, head);
	if (result == -EACCES && !make_call(puppet, SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0))
		result = make_call(puppet, SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, head);
	/* What was below the stack was zero: the program is new. */
	memset(program->code, 0, size);
	process_store(thread, code, program->code, size);
	process_store(thread, head, program->code, sizeof(fprog));
	return result == 0;
}

/* To the end of the exec it stands in: from there on a thread's registers may be set. */
static bool leave_exec(struct puppet *puppet)
{
	struct process_thread *thread = puppet->thread;

	if (to_call_stop(puppet))
		return false;
	thread->facts.registers = false;
	process_call_stop(thread);
	return true;
}

int process_filter_install(struct process_thread *thread)
{
	struct puppet puppet = {.thread = thread};
	const struct user_regs_struct *user = process_registers(thread);
	struct program *program = malloc(sizeof(*program));

	if (program && user && user->cs == 0x33 && process_calls_wanted() &&
	    find_instruction(&puppet) && leave_exec(&puppet) &&
	    !ptrace(PTRACE_GETREGS, thread->tid, NULL, &puppet.saved)) {
		make_program(program);
		thread->process->filtered = install(&puppet, program);
		puppet.saved.orig_rax = -1;
		ptrace(PTRACE_SETREGS, thread->tid, NULL, &puppet.saved);
		thread->facts.registers = false;
	}
	free(program);
	return puppet.signal;
}
