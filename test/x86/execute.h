/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Run a few bytes of machine code natively with a chosen register state, to have
 * the processor itself as the judge of what emulation and relocation should give.
 *
 * A state is the gregset_t of a signal frame. execute() starts from one int3 in this program:
 * its SIGTRAP handler exchanges the registers, the code runs until the next trap or
 * fault (an arena is filled with int3, so every way out ends in one), and the handler takes the
 * registers and gives the program its own back. No assembly, and any rsp is allowed.
 */
#ifndef TEST_X86_EXECUTE_H
#define TEST_X86_EXECUTE_H

#include <ucontext.h>
#include <dtrace/types.h>

#include "../../driver/x86/x86.h"

struct state {
	gregset_t regs;
	int signal; /* that ended the run: SIGTRAP if all is well */
};

/* The places of rax .. r15, rip, rflags in a gregset_t, as x86_emulate() wants them. */
extern const uint16_t greg_offsets[X86_FRAME_FIELDS];

uint64_t *state_field(struct state *state, unsigned int index);

/* RIP in the result is the address of the int3 reached, or of the fault. */
void execute(const struct state *start, struct state *end);

void execute_setup(void);

#define ARENA_SIZE  0x20000
#define ARENA_CODE  0x0000  /* 64 KB of int3 */
#define ARENA_COPY  0x10000 /* where relocated copies go */
#define ARENA_DATA  0x18000
#define ARENA_STACK 0x1c000
#define ARENA_PART  0x4000 /* size of the data and of the stack part */

/* One mapping with everything; low: below 2 GB. */
uint8_t *arena_new(bool low);

/* xorshift; the seed must not be 0. */
extern uint64_t random_state;
uint64_t random_64(void);
unsigned int random_below(unsigned int limit);

/* From X86_SEED in the environment, else fixed; prints it as a TAP comment. */
void random_setup(void);

#endif
