/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Small programs that several tests use, and what one expects them to have recorded.
 */
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include "harness.h"

/* Objects: a constant, a built-in variable, a load from address 16; their section numbers. */
uint32_t constant(struct program *p, uint64_t value);
uint32_t variable(struct program *p, unsigned int id);
uint32_t faulting(struct program *p);
/* A clause that records a constant. */
void trace(struct program *p, const char *probe, uint64_t value);

/* The 64-bit values that CPU 0's firings carry, one each; returns how many. */
unsigned int values(struct dtrace_state *state, uint64_t *to, unsigned int room);
void expect(struct dtrace_state *state, unsigned int count, const uint64_t *expected);
#define EXPECT(state, ...) \
	expect(state, sizeof((uint64_t[]){__VA_ARGS__}) / 8, (uint64_t[]){__VA_ARGS__})

#define TEST(t) cmocka_unit_test_setup_teardown(t, engine_setup, engine_teardown)

#endif
