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
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

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

/* --- installing --------------------------------------------------------------------------------
 */

#define RED_ZONE 128

static int64_t install(struct process_puppet *puppet, struct program *program)
{
	size_t size = program->length * sizeof(program->code[0]);
	uint64_t code = (puppet->saved.rsp - RED_ZONE - size) & ~15ull;
	uint64_t head = code - sizeof(struct sock_fprog);
	struct sock_fprog fprog = {program->length, (struct sock_filter *)(uintptr_t)code};
	struct process_thread *thread = puppet->thread;
	int64_t result;

	if (process_store(thread, code, program->code, size) ||
	    process_store(thread, head, &fprog, sizeof(fprog)))
		return -EFAULT;
	result = process_puppet_call(puppet, SYS_seccomp,
				     (uint64_t[6]){SECCOMP_SET_MODE_FILTER, 0, head});
	if (result == -EACCES &&
	    !process_puppet_call(puppet, SYS_prctl, (uint64_t[6]){PR_SET_NO_NEW_PRIVS, 1}))
		result = process_puppet_call(puppet, SYS_seccomp,
					     (uint64_t[6]){SECCOMP_SET_MODE_FILTER, 0, head});
	/* What was below the stack was zero: the program is new. */
	memset(program->code, 0, size);
	process_store(thread, code, program->code, size);
	process_store(thread, head, program->code, sizeof(fprog));
	return result;
}

void process_filter_install(struct process_thread *thread)
{
	struct program *program = malloc(sizeof(*program));
	struct process_puppet puppet;

	if (program && process_puppet_begin(&puppet, thread)) {
		make_program(program);
		thread->process->filtered = !install(&puppet, program);
		process_puppet_end(&puppet);
	}
	free(program);
}
