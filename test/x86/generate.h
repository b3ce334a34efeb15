/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Random instructions that can be run in an arena (execute.h), each with the registers it needs.
 */
#ifndef TEST_X86_GENERATE_H
#define TEST_X86_GENERATE_H

#include "execute.h"

struct sample {
	uint8_t *arena;
	uint64_t address; /* where it will stand, in the arena's code part */
	uint8_t bytes[X86_MAX_LENGTH];
	unsigned int length;
	struct state start;
};

struct kind {
	const char *name;
	enum x86_continue how;
	void (*make)(struct sample *sample);
};

/* One for each class that is emulated. */
extern const struct kind emulated_kinds[];
extern const unsigned int emulated_kind_count;

/* One of the instructions that run in a slot, RIP-relative ones pointing into the data part. */
void make_slot_sample(struct sample *sample, unsigned int which);
extern const unsigned int slot_sample_count;

/* lea of a random operand: REX, opcode, ModRM ..; returns the register it loads. */
unsigned int make_lea_sample(struct sample *sample);

/* Random registers; rsp in the stack part; then sample->bytes is empty. */
void sample_begin(struct sample *sample, uint8_t *arena, uint64_t address);

/* Fill data and stack with addresses of code, so that what is popped can be jumped to. */
void arena_fill(uint8_t *arena);

/* Any place in the code part but the middle 512 bytes, where the samples stand. */
uint64_t random_code_address(const uint8_t *arena);

#endif
