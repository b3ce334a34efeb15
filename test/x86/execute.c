/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Native execution of chosen bytes; see execute.h. Single-threaded.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "execute.h"

#define AT(reg) ((reg) * sizeof(greg_t))

const uint16_t greg_offsets[X86_FRAME_FIELDS] = {
	AT(REG_RAX), AT(REG_RCX), AT(REG_RDX), AT(REG_RBX), AT(REG_RSP), AT(REG_RBP),
	AT(REG_RSI), AT(REG_RDI), AT(REG_R8),  AT(REG_R9),  AT(REG_R10), AT(REG_R11),
	AT(REG_R12), AT(REG_R13), AT(REG_R14), AT(REG_R15), AT(REG_RIP), AT(REG_EFL),
};

static const struct state *to_start;
static struct state *to_end;
static gregset_t own;

uint64_t *state_field(struct state *state, unsigned int index)
{
	return (uint64_t *)((char *)state->regs + greg_offsets[index]);
}

/* Segment selectors and the trap's details stay as they are. */
static void exchange(greg_t *live, const greg_t *wanted)
{
	unsigned int i;

	for (i = 0; i < X86_FRAME_FIELDS; i++)
		live[greg_offsets[i] / sizeof(greg_t)] = wanted[greg_offsets[i] / sizeof(greg_t)];
}

static void on_signal(int signal, siginfo_t *info, void *context)
{
	greg_t *live = ((ucontext_t *)context)->uc_mcontext.gregs;

	if (to_start) {
		memcpy(own, live, sizeof(own));
		exchange(live, to_start->regs);
		to_start = NULL;
		return;
	}
	if (!to_end)
		abort(); /* a fault of the test program itself */
	memcpy(to_end->regs, live, sizeof(own));
	to_end->signal = signal;
	if (signal == SIGTRAP)
		to_end->regs[REG_RIP]--;
	to_end = NULL;
	exchange(live, own);
}

void execute(const struct state *start, struct state *end)
{
	to_end = end;
	to_start = start;
	asm volatile("int3" ::: "memory", "cc");
}

void execute_setup(void)
{
	static const int signals[] = {SIGTRAP, SIGSEGV, SIGBUS, SIGILL, SIGFPE};
	struct sigaction action = {.sa_sigaction = on_signal,
				   .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
	static char memory[1 << 18];
	stack_t stack = {.ss_sp = memory, .ss_size = sizeof(memory)};
	size_t i;

	if (sigaltstack(&stack, NULL))
		abort();
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaction(signals[i], &action, NULL);
}

uint8_t *arena_new(bool low)
{
	uint8_t *arena = mmap(NULL, ARENA_SIZE, PROT_READ | PROT_WRITE | PROT_EXEC,
			      MAP_PRIVATE | MAP_ANONYMOUS | (low ? MAP_32BIT : 0), -1, 0);

	if (arena == MAP_FAILED) {
		perror("arena");
		exit(1);
	}
	memset(arena, 0xcc, ARENA_DATA);
	return arena;
}

uint64_t random_state = 1;

uint64_t random_64(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state * 0x2545f4914f6cdd1dull;
}

unsigned int random_below(unsigned int limit)
{
	return (random_64() >> 32) % limit;
}

void random_setup(void)
{
	const char *text = getenv("X86_SEED");

	random_state = text ? strtoull(text, NULL, 0) : 20240229;
	if (!random_state)
		random_state = 1;
	printf("# X86_SEED=%llu\n", (unsigned long long)random_state);
}
