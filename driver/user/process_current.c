/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Facts about a stopped thread: registers, memory, who it is. Read when first asked for, and valid
 * until the thread goes on. On the tracer.
 *
 * Memory is read in pieces up to the end of a page: a D program that follows a string or a
 * list stays within one, and every piece costs a call of the kernel.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/uio.h>

#include <dtrace/registers.h>
#include "process.h"
#include "process_maps.h"

__thread struct process_thread *process_current;

void process_fire(struct process_thread *thread, dtrace_id_t id, struct dtrace_firing *firing)
{
	process_current = thread;
	dtrace_fire(id, firing);
	process_current = NULL;
}

/* --- registers --------------------------------------------------------------------- */

const struct user_regs_struct *process_registers(struct process_thread *thread)
{
	struct process_facts *facts = &thread->facts;

	if (!facts->registers)
		facts->registers = !ptrace(PTRACE_GETREGS, thread->tid, NULL, &facts->user);
	return facts->registers ? &facts->user : NULL;
}

#define SAVED(register) (offsetof(struct user_regs_struct, register) + 1)

/* ORDER enum dtrace_register: offset + 1 */
static const uint8_t saved[DTRACE_REGISTERS] = {
	[DTRACE_REG_GS] = SAVED(gs),
	[DTRACE_REG_FS] = SAVED(fs),
	[DTRACE_REG_ES] = SAVED(es),
	[DTRACE_REG_DS] = SAVED(ds),
	[DTRACE_REG_EDI] = SAVED(rdi),
	[DTRACE_REG_ESI] = SAVED(rsi),
	[DTRACE_REG_EBP] = SAVED(rbp),
	[DTRACE_REG_ESP] = SAVED(rsp),
	[DTRACE_REG_EBX] = SAVED(rbx),
	[DTRACE_REG_EDX] = SAVED(rdx),
	[DTRACE_REG_ECX] = SAVED(rcx),
	[DTRACE_REG_EAX] = SAVED(rax),
	[DTRACE_REG_TRAPNO] = SAVED(orig_rax),
	[DTRACE_REG_ERR] = SAVED(orig_rax),
	[DTRACE_REG_EIP] = SAVED(rip),
	[DTRACE_REG_CS] = SAVED(cs),
	[DTRACE_REG_EFL] = SAVED(eflags),
	[DTRACE_REG_UESP] = SAVED(rsp),
	[DTRACE_REG_SS] = SAVED(ss),
	[DTRACE_REG_R15] = SAVED(r15),
	[DTRACE_REG_R14] = SAVED(r14),
	[DTRACE_REG_R13] = SAVED(r13),
	[DTRACE_REG_R12] = SAVED(r12),
	[DTRACE_REG_R11] = SAVED(r11),
	[DTRACE_REG_R10] = SAVED(r10),
	[DTRACE_REG_R9] = SAVED(r9),
	[DTRACE_REG_R8] = SAVED(r8),
	[DTRACE_REG_RDI] = SAVED(rdi),
	[DTRACE_REG_RSI] = SAVED(rsi),
	[DTRACE_REG_RBP] = SAVED(rbp),
	[DTRACE_REG_RBX] = SAVED(rbx),
	[DTRACE_REG_RDX] = SAVED(rdx),
	[DTRACE_REG_RCX] = SAVED(rcx),
	[DTRACE_REG_RAX] = SAVED(rax),
	[DTRACE_REG_TRAPNO64] = SAVED(orig_rax),
	[DTRACE_REG_ERR64] = SAVED(orig_rax),
	[DTRACE_REG_RIP] = SAVED(rip),
	[DTRACE_REG_CS64] = SAVED(cs),
	[DTRACE_REG_RFL] = SAVED(eflags),
	[DTRACE_REG_RSP] = SAVED(rsp),
	[DTRACE_REG_SS64] = SAVED(ss),
};

int process_register(struct process_thread *thread, unsigned int index, uint64_t *value)
{
	const struct user_regs_struct *user = process_registers(thread);

	if (index >= DTRACE_REGISTERS || !saved[index])
		return -EINVAL;
	*value = 0;
	if (user)
		memcpy(value, (const char *)user + saved[index] - 1, sizeof(*value));
	if (index <= DTRACE_REG_SS)
		*value = (uint32_t)*value;
	return 0;
}

/* --- memory ------------------------------------------------------------------------ */

#define PAGE 4096

static int read_memory(pid_t pid, void *to, uint64_t address, size_t size)
{
	struct iovec local = {to, size};
	struct iovec remote = {(void *)(uintptr_t)address, size};

	return process_vm_readv(pid, &local, 1, &remote, 1, 0) == (ssize_t)size ? 0 : -EFAULT;
}

static bool is_cached(const struct process_facts *facts, uint64_t address, size_t size)
{
	return facts->page_size && address >= facts->page && size <= facts->page_size &&
	       address - facts->page <= facts->page_size - size;
}

int process_load(struct process_thread *thread, void *to, uint64_t address, size_t size)
{
	struct process_facts *facts = &thread->facts;
	size_t piece = PAGE - address % PAGE;

	if (size > piece)
		return read_memory(thread->tid, to, address, size);
	if (!is_cached(facts, address, size)) {
		facts->page_size = 0;
		if (read_memory(thread->tid, facts->bytes, address, piece))
			return -EFAULT;
		facts->page = address;
		facts->page_size = piece;
	}
	memcpy(to, facts->bytes + (address - facts->page), size);
	return 0;
}

int process_store(struct process_thread *thread, uint64_t address, const void *from, size_t size)
{
	struct iovec local = {(void *)from, size};
	struct iovec remote = {(void *)(uintptr_t)address, size};

	thread->facts.page_size = 0;
	return process_vm_writev(thread->tid, &local, 1, &remote, 1, 0) == (ssize_t)size ? 0
											 : -EFAULT;
}

/* --- stack: frame pointers -------------------------------------------------------------- */

static bool load_frame(struct process_thread *thread, uint64_t frame, bool is64, uint64_t *next,
		       uint64_t *pc)
{
	uint64_t wide[2];
	uint32_t narrow[2];

	if (is64 ? process_load(thread, wide, frame, sizeof(wide))
		 : process_load(thread, narrow, frame, sizeof(narrow)))
		return false;
	*next = is64 ? wide[0] : narrow[0];
	*pc = is64 ? wide[1] : narrow[1];
	return true;
}

#define CODE_SEGMENT_64 0x33

static unsigned int follow_frame_pointers(struct process_thread *thread, uint64_t *pcs,
					  unsigned int limit)
{
	const struct user_regs_struct *user = process_registers(thread);
	unsigned int count = 0;
	uint64_t frame, next, pc;

	if (!user || !limit)
		return 0;
	pcs[count++] = user->rip;
	if (thread->facts.at_edge && count < limit &&
	    !process_load(thread, &pc, user->rsp, sizeof(pc)))
		pcs[count++] = pc;
	for (frame = user->rbp; frame >= user->rsp && count < limit; frame = next) {
		if (!load_frame(thread, frame, user->cs == CODE_SEGMENT_64, &next, &pc) || !pc)
			break;
		pcs[count++] = pc;
		if (next <= frame)
			break;
	}
	return count;
}

unsigned int process_stack(struct process_thread *thread, uint64_t *pcs, unsigned int limit)
{
	unsigned int count = process_unwind(thread, pcs, limit);

	if (!count)
		count = follow_frame_pointers(thread, pcs, limit);
	for (unsigned int i = 0; i < count; i++)
		process_maps_see(thread->process->pid, pcs[i]);
	return count;
}

/* --- what /proc knows ------------------------------------------------------------------------ */

static FILE *open_file(pid_t tid, const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)tid, name);
	return fopen(path, "re");
}

int64_t process_status_number(pid_t tid, const char *name)
{
	FILE *file = open_file(tid, "status");
	size_t length = strlen(name);
	int64_t value = -1;
	char line[256];

	while (file && value < 0 && fgets(line, sizeof(line), file)) {
		if (!strncmp(line, name, length) && line[length] == ':')
			value = strtoll(line + length + 1, NULL, 10);
	}
	if (file)
		fclose(file);
	return value;
}

uint64_t process_status_mask(pid_t tid, const char *name)
{
	FILE *file = open_file(tid, "status");
	size_t length = strlen(name);
	uint64_t value = 0;
	char line[256];

	while (file && fgets(line, sizeof(line), file)) {
		if (!strncmp(line, name, length) && line[length] == ':')
			value = strtoull(line + length + 1, NULL, 16);
	}
	if (file)
		fclose(file);
	return value;
}

size_t process_read_file(pid_t tid, const char *name, char *to, size_t size)
{
	FILE *file = open_file(tid, name);
	size_t length = 0;

	if (!size)
		return 0;
	if (file) {
		length = fread(to, 1, size - 1, file);
		fclose(file);
	}
	to[length] = '\0';
	return length;
}

/* The first number of schedstat. */
uint64_t process_thread_time(const struct process_thread *thread)
{
	char line[96];

	process_read_file(thread->tid, "schedstat", line, sizeof(line));
	return strtoull(line, NULL, 10);
}
