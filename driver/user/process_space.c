/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Breakpoints in the address spaces of traced processes: one byte, int3, written through
 * /proc/PID/mem, which makes the page private as for any debugger.
 *
 * A thread that hits one goes on without anybody seeing the original instruction in its place, so
 * other threads cannot slip by: most instructions are emulated on its registers, the others run in
 * a slot, a copy in a page of our own near the code that jumps back behind the original. The page
 * is made by the first thread that needs it, and unmapped by the last that is detached: by then each
 * has been set out of its slot, and no signal's frame holds the address of one, because a thread
 * leaves its slot before a signal is delivered. Where no page can be had (none is free near by, or
 * the process has forbidden itself calls by seccomp), the thread steps over the original alone, and
 * others that pass at that moment are missed.
 *
 * A space is shared by a process and a child of vfork; a fork gets a copy of memory with our bytes
 * and slots in it: some hooks follow, the other breakpoints are taken out before it runs.
 *
 * Traps met:
 *  - A thread may have run into a breakpoint that is taken out before its SIGTRAP reaches us: if
 * the byte is no int3 any more it is set back, and a thread with such a signal pending is not
 * detached.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "driver/x86/x86.h"
#include "process_space.h"

#define BUCKETS	  256
#define INT3	  0xcc
#define PAGE	  4096
#define SLOT_SIZE 32
#define NEAR	  0x70000000ull /* well within what a 32-bit displacement reaches */

struct site {
	struct site *next; /* in its bucket */
	uint64_t address;
	uint8_t bytes[X86_MAX_LENGTH]; /* the original instruction */
	bool armed;
	bool alone; /* no slot can be had */
	struct x86_insn insn;
	struct x86_plan plan;
	uint64_t slot; /* 0: none yet; the instruction there is as long as the original */
	struct process_hook *hooks;
};

struct slot_page {
	struct slot_page *next;
	uint64_t address;
	unsigned int used; /* bytes */
};

struct process_space {
	unsigned int users;
	int memory; /* /proc/PID/mem */
	pid_t pid;
	bool touched;
	struct site *buckets[BUCKETS];
	struct slot_page *pages;
};

/* --- spaces and their memory ------------------------------------------------------------- */

struct process_space *process_space_make(pid_t pid)
{
	struct process_space *space = calloc(1, sizeof(*space));

	if (space) {
		space->users = 1;
		space->pid = pid;
		space->memory = -1;
	}
	return space;
}

struct process_space *process_space_share(struct process_space *space)
{
	if (space)
		space->users++;
	return space;
}

static void free_site(struct site *site)
{
	while (site->hooks) {
		struct process_hook *hook = site->hooks;

		site->hooks = hook->next;
		free(hook);
	}
	free(site);
}

void process_space_release(struct process_space *space)
{
	if (!space || --space->users)
		return;
	for (size_t i = 0; i < BUCKETS; i++) {
		while (space->buckets[i]) {
			struct site *site = space->buckets[i];

			space->buckets[i] = site->next;
			free_site(site);
		}
	}
	while (space->pages) {
		struct slot_page *page = space->pages;

		space->pages = page->next;
		free(page);
	}
	if (space->memory >= 0)
		close(space->memory);
	free(space);
}

bool process_space_touched(const struct process_space *space)
{
	return space && space->touched;
}

static int open_memory(pid_t pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	return open(path, O_RDWR | O_CLOEXEC);
}

/* Opened when the first byte is needed: after an exec it would be the old program's. */
static int memory_of(struct process_space *space)
{
	if (space->memory < 0)
		space->memory = open_memory(space->pid);
	return space->memory;
}

bool process_space_read(struct process_space *space, uint64_t address, void *to, size_t size)
{
	return pread(memory_of(space), to, size, (off_t)address) == (ssize_t)size;
}

bool process_space_write(struct process_space *space, uint64_t address, const void *from,
			 size_t size)
{
	return pwrite(memory_of(space), from, size, (off_t)address) == (ssize_t)size;
}

/* --- sites ------------------------------------------------------------------------------- */

static struct site **bucket_of(struct process_space *space, uint64_t address)
{
	return &space->buckets[(address ^ address >> 8) % BUCKETS];
}

static struct site *find_site(struct process_space *space, uint64_t address)
{
	struct site *site = *bucket_of(space, address);

	while (site && site->address != address)
		site = site->next;
	return site;
}

/* To the kernel's eye endbr is a nop where no process has indirect branches checked. */
static int classify(struct site *site)
{
	int reason = x86_classify(&site->insn, &site->plan);

	if (reason == X86_IS_ENDBR) {
		site->plan = (struct x86_plan){.how = X86_EMULATE_NOP, .length = site->insn.length};
		reason = 0;
	}
	return reason;
}

/* At the end of a mapping there may be fewer bytes than an instruction can have. */
static size_t read_code(struct process_space *space, uint64_t address, uint8_t *to)
{
	size_t size = X86_MAX_LENGTH;

	if (process_space_read(space, address, to, size))
		return size;
	size = PAGE - address % PAGE;
	return size < X86_MAX_LENGTH && process_space_read(space, address, to, size) ? size : 0;
}

static struct site *make_site(struct process_space *space, uint64_t address, int *error,
			      const char **why)
{
	struct site *site = calloc(1, sizeof(*site)), **bucket = bucket_of(space, address);
	size_t size = site ? read_code(space, address, site->bytes) : 0;
	int reason;

	*error = site ? -EFAULT : -ENOMEM;
	*why = "its code is not in memory";
	if (!size)
		goto fail;
	*error = -EINVAL;
	if (site->bytes[0] == INT3) {
		*why = "there is a breakpoint already, the program's own or another tracer's";
		goto fail;
	}
	reason = x86_decode(site->bytes, size, &site->insn);
	if (reason > 0)
		reason = classify(site);
	if (reason) {
		*why = x86_reason(reason);
		goto fail;
	}
	site->address = address;
	site->next = *bucket;
	return *bucket = site;
fail:
	free(site);
	return NULL;
}

static int arm(struct process_space *space, struct site *site)
{
	uint8_t byte = INT3;

	if (site->armed)
		return 0;
	if (!process_space_write(space, site->address, &byte, 1))
		return -EFAULT;
	site->armed = space->touched = true;
	return 0;
}

static void disarm(struct process_space *space, struct site *site)
{
	if (site->armed)
		process_space_write(space, site->address, site->bytes, 1);
	site->armed = false;
}

/* --- hooks ------------------------------------------------------------------------------- */

static struct process_hook *add_hook(struct site *site, const struct process_hook *wanted)
{
	struct process_hook **end, *hook;

	for (end = &site->hooks; *end; end = &(*end)->next)
		if ((*end)->hit == wanted->hit && (*end)->argument == wanted->argument)
			return *end;
	hook = malloc(sizeof(*hook));
	if (!hook)
		return NULL;
	*hook = *wanted;
	hook->next = NULL;
	return *end = hook;
}

int process_hook_add(struct process_space *space, const struct process_hook *wanted,
		     const char **why)
{
	struct site *site = find_site(space, wanted->address);
	struct process_hook *hook;
	int error;

	if (!site)
		site = make_site(space, wanted->address, &error, why);
	if (!site)
		return error;
	hook = add_hook(site, wanted);
	if (!hook)
		return -ENOMEM;
	hook->stays = true;
	return arm(space, site);
}

static void for_each_site(struct process_space *space,
			  void (*function)(struct process_space *space, struct site *site,
					   const void *argument),
			  const void *argument)
{
	for (size_t i = 0; i < BUCKETS; i++)
		for (struct site *site = space->buckets[i]; site; site = site->next)
			function(space, site, argument);
}

static void forget_hooks(struct process_space *space, struct site *site, const void *owner)
{
	for (struct process_hook *hook = site->hooks; hook; hook = hook->next)
		if (hook->owner == owner)
			hook->stays = false;
}

void process_hooks_begin(struct process_space *space, const void *owner)
{
	for_each_site(space, forget_hooks, owner);
}

static void drop_hooks(struct process_space *space, struct site *site, const void *unused)
{
	struct process_hook **link = &site->hooks;

	while (*link) {
		struct process_hook *hook = *link;

		if (hook->stays) {
			link = &hook->next;
		} else {
			*link = hook->next;
			free(hook);
		}
	}
	if (!site->hooks)
		disarm(space, site);
}

void process_hooks_end(struct process_space *space)
{
	for_each_site(space, drop_hooks, NULL);
}

/* --- forks ------------------------------------------------------------------------------- */

/* What its memory has at the site is what its maker's had at some moment of the fork. */
static void set_byte(struct process_space *space, const struct site *site, uint8_t wanted)
{
	uint8_t byte;

	if (process_space_read(space, site->address, &byte, 1) && byte != wanted &&
	    (byte == INT3 || wanted == INT3) &&
	    !process_space_write(space, site->address, &wanted, 1))
		host_log("process %d: a breakpoint at 0x%lx is not as it should be",
			 (int)space->pid, (unsigned long)site->address);
}

/* NULL: no hook of this site follows. */
static struct site *copy_site(const struct site *from)
{
	struct site *site = malloc(sizeof(*site));

	if (!site)
		return NULL;
	*site = *from;
	site->hooks = NULL;
	for (const struct process_hook *hook = from->hooks; hook; hook = hook->next)
		if (hook->follows)
			add_hook(site, hook);
	site->armed = site->hooks;
	return site;
}

/* Sites without hooks are kept, too: a thread may have been forked in their slots. */
static void inherit_site(struct process_space *space, const struct site *from)
{
	struct site *site = copy_site(from), **bucket = bucket_of(space, from->address);

	set_byte(space, from, site && site->armed ? INT3 : from->bytes[0]);
	if (!site)
		return;
	site->next = *bucket;
	*bucket = site;
}

static void inherit_pages(struct process_space *space, const struct process_space *from)
{
	for (const struct slot_page *old = from->pages; old; old = old->next) {
		struct slot_page *page = malloc(sizeof(*page));

		if (!page)
			return;
		*page = *old;
		page->next = space->pages;
		space->pages = page;
	}
}

struct process_space *process_space_fork(pid_t pid, const struct process_space *from)
{
	struct process_space *space = process_space_make(pid);

	if (!space)
		return NULL;
	space->touched = true;
	for (size_t i = 0; i < BUCKETS; i++)
		for (const struct site *site = from->buckets[i]; site; site = site->next)
			inherit_site(space, site);
	inherit_pages(space, from);
	return space;
}

/* --- slots ------------------------------------------------------------------------------- */

static bool reaches(uint64_t a, uint64_t b)
{
	return a - b < NEAR || b - a < NEAR;
}

/* Ever farther below and above the code, until a place is free. */
static uint64_t map_page_near(struct process_puppet *puppet, uint64_t address)
{
	for (uint64_t distance = 1ull << 20; distance < NEAR; distance *= 2) {
		for (int above = 0; above < 2; above++) {
			uint64_t hint = (above ? address + distance : address - distance) &
					~(uint64_t)(PAGE - 1);
			int64_t at = process_puppet_call(
				puppet, SYS_mmap,
				(uint64_t[6]){hint, PAGE, PROT_READ | PROT_EXEC,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1ull, 0});

			if (at < 0 && at > -PAGE)
				return 0;
			if (reaches(at, address))
				return at;
			process_puppet_call(puppet, SYS_munmap, (uint64_t[6]){at, PAGE});
		}
	}
	return 0;
}

static struct slot_page *page_near(struct process_thread *thread, struct process_space *space,
				   uint64_t address)
{
	struct process_puppet puppet;
	struct slot_page *page;

	for (page = space->pages; page; page = page->next)
		if (reaches(page->address, address) && page->used + SLOT_SIZE <= PAGE)
			return page;
	page = calloc(1, sizeof(*page));
	if (!page || !process_puppet_begin(&puppet, thread)) {
		free(page);
		return NULL;
	}
	page->address = map_page_near(&puppet, address);
	process_puppet_end(&puppet);
	if (!page->address) {
		free(page);
		return NULL;
	}
	page->next = space->pages;
	return space->pages = page;
}

static void make_slot(struct process_thread *thread, struct process_space *space, struct site *site)
{
	struct slot_page *page = page_near(thread, space, site->address);
	uint8_t code[SLOT_SIZE];
	uint64_t at;
	int length;

	site->alone = true;
	if (!page)
		return;
	at = page->address + page->used;
	length = x86_relocate(&site->insn, site->bytes, site->address, code, at,
			      sizeof(code) - X86_JUMP_LENGTH);
	if (length < 0 ||
	    x86_make_jump(code + length, at + length, site->address + site->insn.length) < 0 ||
	    !process_space_write(space, at, code, length + X86_JUMP_LENGTH))
		return;
	page->used += SLOT_SIZE;
	site->slot = at;
	site->alone = false;
}

/* --- going on ---------------------------------------------------------------------------- */

#define FIELD(name) offsetof(struct user_regs_struct, name)

/* ORDER x86_emulate's frame */
static const uint16_t frame_offsets[X86_FRAME_FIELDS] = {
	FIELD(rax), FIELD(rcx), FIELD(rdx), FIELD(rbx), FIELD(rsp), FIELD(rbp),
	FIELD(rsi), FIELD(rdi), FIELD(r8),  FIELD(r9),	FIELD(r10), FIELD(r11),
	FIELD(r12), FIELD(r13), FIELD(r14), FIELD(r15), FIELD(rip), FIELD(eflags),
};

#define RSP 4 /* as a register's number */

static uint64_t value_of(const struct user_regs_struct *user, unsigned int reg)
{
	uint64_t value;

	if (reg == X86_NO_REGISTER)
		return 0;
	memcpy(&value, (const char *)user + frame_offsets[reg], sizeof(value));
	return value;
}

/* call [memory] is a load, a push and a jump. */
static bool call_memory(struct process_thread *thread, const struct x86_plan *plan)
{
	struct user_regs_struct *user = &thread->facts.user;
	uint64_t next = user->rip + plan->length, target, back = next;
	uint64_t at = plan->base == X86_RIP ? next : value_of(user, plan->base);

	at += plan->value + (value_of(user, plan->index) << plan->scale);
	if (process_load(thread, &target, at, 8) || process_store(thread, user->rsp - 8, &back, 8))
		return false;
	user->rsp -= 8;
	user->rip = target;
	return true;
}

/* The emulator's stack is this: the word at the thread's stack pointer, and room for one below it.
 */
static bool emulate_with_stack(struct process_thread *thread, const struct x86_plan *plan)
{
	struct user_regs_struct *user = &thread->facts.user;
	uint64_t words[2] = {0, 0}, stack = user->rsp, moved;
	bool loads = plan->how == X86_EMULATE_POP || plan->how == X86_EMULATE_RET;

	if (loads && process_load(thread, &words[1], stack, 8))
		return false;
	user->rsp = (uintptr_t)&words[1];
	x86_emulate(plan, user, frame_offsets);
	moved = user->rsp - (uintptr_t)&words[1];
	user->rsp = stack + moved;
	return loads || !process_store(thread, stack - 8, &words[0], 8);
}

static bool names_stack_pointer(const struct x86_plan *plan)
{
	return (plan->how == X86_EMULATE_PUSH || plan->how == X86_EMULATE_POP ||
		plan->how == X86_EMULATE_CALL_REG) &&
	       plan->reg == RSP;
}

/* False: its memory is not there; the original will fault as it should. */
static bool emulate(struct process_thread *thread, const struct x86_plan *plan)
{
	switch (plan->how) {
	case X86_EMULATE_CALL_MEM:
		return call_memory(thread, plan);
	case X86_EMULATE_PUSH:
	case X86_EMULATE_PUSH_IMM:
	case X86_EMULATE_POP:
	case X86_EMULATE_RET:
	case X86_EMULATE_CALL:
	case X86_EMULATE_CALL_REG:
		return !names_stack_pointer(plan) && emulate_with_stack(thread, plan);
	default:
		x86_emulate(plan, &thread->facts.user, frame_offsets);
		return true;
	}
}

/* The original in its place, for one step. A signal that comes instead finds the instruction still
 * to be run. */
static void step_alone(struct process_thread *thread, struct process_space *space,
		       struct site *site)
{
	int status = -1;

	ptrace(PTRACE_SETREGS, thread->tid, NULL, &thread->facts.user);
	disarm(space, site);
	if (!ptrace(PTRACE_SINGLESTEP, thread->tid, NULL, NULL))
		status = process_next_stop(thread);
	arm(space, site);
	if (status >= 0 && !(status >> 16) && WSTOPSIG(status) != SIGTRAP)
		thread->owed = WSTOPSIG(status);
	thread->facts.registers = false;
}

static void go_on(struct process_thread *thread, struct process_space *space, struct site *site)
{
	struct user_regs_struct before = thread->facts.user;

	if (x86_must_emulate(&site->plan)) {
		if (emulate(thread, &site->plan)) {
			ptrace(PTRACE_SETREGS, thread->tid, NULL, &thread->facts.user);
			return;
		}
		thread->facts.user = before;
		step_alone(thread, space, site);
		return;
	}
	if (!site->slot && !site->alone)
		make_slot(thread, space, site);
	thread->facts.user = before;
	if (site->slot) {
		thread->facts.user.rip = site->slot;
		ptrace(PTRACE_SETREGS, thread->tid, NULL, &thread->facts.user);
	} else if (!thread->gone) {
		step_alone(thread, space, site);
	}
}

/* --- leaving slots ----------------------------------------------------------------------- */

static const struct site *slot_at(const struct process_space *space, uint64_t address)
{
	for (size_t i = 0; i < BUCKETS; i++)
		for (const struct site *site = space->buckets[i]; site; site = site->next)
			if (site->slot && address - site->slot < SLOT_SIZE)
				return site;
	return NULL;
}

/* The slot a stopped thread is in, or NULL. */
static const struct site *slot_of(struct process_thread *thread)
{
	const struct process_space *space = thread->process->space;

	if (!process_space_touched(space) || !space->pages || !process_registers(thread))
		return NULL;
	return slot_at(space, thread->facts.user.rip);
}

/* To the same place of the original. */
static void leave_slot(struct process_thread *thread, const struct site *site)
{
	uint64_t inside = thread->facts.user.rip - site->slot;

	thread->facts.user.rip =
		site->address + (inside < site->insn.length ? 0 : site->insn.length);
	ptrace(PTRACE_SETREGS, thread->tid, NULL, &thread->facts.user);
}

#define MASK(signal) (1ull << ((signal)-1))
/* Blocked, these would kill the process when its instruction raises them. */
#define RAISED_BY_CODE (MASK(SIGILL) | MASK(SIGTRAP) | MASK(SIGBUS) | MASK(SIGFPE) | MASK(SIGSEGV))
#define STEPS	       64 /* of an instruction that repeats */

/* The slot's instruction: wait status, -1 when the thread has ended. */
static int step_slot(struct process_thread *thread, const struct site *site)
{
	uint64_t mask = 0, all = ~RAISED_BY_CODE;
	int status = 0;

	ptrace(PTRACE_GETSIGMASK, thread->tid, (void *)sizeof(mask), &mask);
	ptrace(PTRACE_SETSIGMASK, thread->tid, (void *)sizeof(all), &all);
	for (int i = 0; i < STEPS && thread->facts.user.rip == site->slot; i++) {
		if (ptrace(PTRACE_SINGLESTEP, thread->tid, NULL, NULL))
			return -1;
		status = process_next_stop(thread);
		thread->facts.registers = false;
		thread->facts.page_size = 0;
		if (status < 0 || !process_registers(thread))
			return -1;
		if (!(status >> 16) && WSTOPSIG(status) != SIGTRAP)
			break;
	}
	ptrace(PTRACE_SETSIGMASK, thread->tid, (void *)sizeof(mask), &mask);
	return status;
}

static bool is_call(const struct site *site)
{
	return site->bytes[0] == 0x0f && site->bytes[1] == 0x05;
}

/*
 * The frame a handler returns to must not hold a slot's address. An instruction that is still to be
 * run is run now, the signal held back. One that raised the signal itself is to be the original; so is
 * a system call, of which a step is no small matter: it will be hit once more.
 */
int process_slot_signal(struct process_thread *thread, int signal)
{
	const struct site *site = slot_of(thread);
	siginfo_t info;
	int status;

	if (!site || ptrace(PTRACE_GETSIGINFO, thread->tid, NULL, &info))
		return signal;
	if (thread->facts.user.rip == site->slot && !is_call(site) &&
	    !(MASK(signal) & RAISED_BY_CODE && info.si_code > 0)) {
		status = step_slot(thread, site);
		if (status < 0)
			return 0;
		if (!(status >> 16) && WSTOPSIG(status) != SIGTRAP) {
			/* It raised one of its own, which comes first. */
			syscall(SYS_tgkill, thread->process->pid, thread->tid, signal);
			signal = WSTOPSIG(status);
		} else {
			ptrace(PTRACE_SETSIGINFO, thread->tid, NULL, &info);
		}
	}
	if (slot_of(thread) == site)
		leave_slot(thread, site);
	return signal;
}

void process_slots_leave(struct process_thread *thread)
{
	const struct site *site = slot_of(thread);

	if (site)
		leave_slot(thread, site);
}

bool process_slots_left(const struct process *process)
{
	return process->space && process->space->pages && process->space->users == 1;
}

void process_slots_unmap(struct process_thread *thread)
{
	struct process_space *space = thread->process->space;
	struct process_puppet puppet;

	if (!process_puppet_begin(&puppet, thread))
		return;
	while (space->pages) {
		struct slot_page *page = space->pages;

		process_puppet_call(&puppet, SYS_munmap, (uint64_t[6]){page->address, PAGE});
		space->pages = page->next;
		free(page);
	}
	process_puppet_end(&puppet);
}

/* --- hits -------------------------------------------------------------------------------- */

static bool is_breakpoint_trap(const struct process_thread *thread)
{
	siginfo_t info;

	return !ptrace(PTRACE_GETSIGINFO, thread->tid, NULL, &info) && info.si_signo == SIGTRAP &&
	       (info.si_code == SI_KERNEL || info.si_code == TRAP_BRKPT);
}

/* Ours, but taken out meanwhile: the instruction runs now. */
static bool was_ours(struct process_thread *thread, struct process_space *space)
{
	struct user_regs_struct *user = &thread->facts.user;
	uint8_t byte;

	if (!find_site(space, user->rip - 1) ||
	    !process_space_read(space, user->rip - 1, &byte, 1) || byte == INT3)
		return false;
	user->rip--;
	ptrace(PTRACE_SETREGS, thread->tid, NULL, user);
	return true;
}

bool process_breakpoint_hit(struct process_thread *thread)
{
	struct process_space *space = thread->process->space;
	struct site *site;

	if (!process_space_touched(space) || !is_breakpoint_trap(thread) ||
	    !process_registers(thread))
		return false;
	site = find_site(space, thread->facts.user.rip - 1);
	if (!site || !site->armed)
		return was_ours(thread, space);
	thread->facts.user.rip--;
	for (struct process_hook *hook = site->hooks, *next; hook; hook = next) {
		next = hook->next;
		hook->hit(thread, hook);
	}
	go_on(thread, space, site);
	return true;
}

bool process_breakpoint_pending(const struct process_thread *thread)
{
	return process_space_touched(thread->process->space) &&
	       process_status_mask(thread->tid, "SigPnd") & 1ull << (SIGTRAP - 1);
}
