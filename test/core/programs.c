/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* See programs.h. */
#include "programs.h"

static struct assembly a;

uint32_t constant(struct program *p, uint64_t value)
{
	asm_start(&a);
	asm_set(&a, 1, value);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

uint32_t variable(struct program *p, unsigned int id)
{
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, id, 1);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

/* Loads from address 16. */
uint32_t faulting(struct program *p)
{
	asm_start(&a);
	asm_set(&a, 1, 16);
	asm_rrr(&a, DIF_OP_LDX, 1, 0, 2);
	asm_ret(&a, 2);
	return program_difo(p, &a);
}

void trace(struct program *p, const char *probe, uint64_t value)
{
	program_clause(p, probe, DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, constant(p, value), 0);
}

/* The 64-bit values that CPU 0's firings carry, one each; returns how many. */
unsigned int values(struct dtrace_state *state, uint64_t *to, unsigned int room)
{
	const struct dtrace_firing_header *header;
	struct dtrace_ioc_snapshot snap;
	uint8_t *data = snapshot(state, 0, false, &snap);
	unsigned int count = 0;
	size_t offset = 0;

	while ((header = next_firing(data, &snap, &offset)) != NULL && count < room)
		to[count++] =
			header->size > sizeof(*header) ? *(const uint64_t *)(header + 1) : ~0ull;
	return count;
}

void expect(struct dtrace_state *state, unsigned int count, const uint64_t *expected)
{
	uint64_t got[32];
	unsigned int n = values(state, got, 32), i;

	assert_int_equal(n, count);
	for (i = 0; i < n; i++)
		assert_int_equal(got[i], expected[i]);
}
