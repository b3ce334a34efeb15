/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Subroutines that move memory: user memory in and out, scratch. Probe context. What they write
 * inside the engine is scratch or a by-reference variable, never anything else (dtrace_storable).
 */
#include "subr.h"

#define MEMSTR_MOST 4096u

static uint64_t copy_in(struct dtrace_run *run, void *to, uint64_t address, uint64_t size)
{
	if (size != 0 && host_load_user(to, address, size) != 0)
		return dtrace_fault(run, DTRACEFLT_BADADDR, address);
	return (uintptr_t)to;
}

uint64_t dtrace_subr_copyin(struct dtrace_run *run)
{
	void *to = dtrace_scratch(run, ARG(run, 1));

	return to != NULL ? copy_in(run, to, ARG(run, 0), ARG(run, 1)) : 0;
}

uint64_t dtrace_subr_copyinto(struct dtrace_run *run)
{
	uint64_t size = ARG(run, 1), to = ARG(run, 2);

	if (!dtrace_storable(run, to, size))
		return dtrace_fault(run, DTRACEFLT_BADADDR, to);
	copy_in(run, (void *)(uintptr_t)to, ARG(run, 0), size);
	return 0;
}

uint64_t dtrace_subr_copyinstr(struct dtrace_run *run)
{
	uint64_t size = run->state->strsize;
	size_t length;
	char *to;

	if (HAS_ARG(run, 1) && ARG(run, 1) < size - 1)
		size = ARG(run, 1) + 1;
	to = dtrace_scratch(run, size);
	if (to == NULL)
		return 0;
	length = dtrace_load_string(run, to, ARG(run, 0), size, true);
	if (dtrace_faulted(run))
		return 0;
	dtrace_scratch_release(run, (size_t)((uint8_t *)to - run->local->scratch) + length + 1);
	return (uintptr_t)to;
}

static bool may_write_user(struct dtrace_run *run, uint64_t address)
{
	if (run->state->destructive)
		return true;
	dtrace_fault(run, DTRACEFLT_UPRIV, address);
	return false;
}

static void copy_out(struct dtrace_run *run, const void *from, uint64_t address, size_t size)
{
	if (size != 0 && host_store_user(address, from, size) != 0)
		dtrace_fault(run, DTRACEFLT_BADADDR, address);
}

uint64_t dtrace_subr_copyout(struct dtrace_run *run)
{
	uint64_t from = ARG(run, 0), to = ARG(run, 1), size = ARG(run, 2);
	size_t mark = dtrace_scratch_mark(run);
	void *copy;

	if (!may_write_user(run, to))
		return 0;
	copy = dtrace_scratch(run, size);
	if (copy != NULL && dtrace_load_bytes(run, copy, from, size))
		copy_out(run, copy, to, size);
	dtrace_scratch_release(run, mark);
	return 0;
}

uint64_t dtrace_subr_copyoutstr(struct dtrace_run *run)
{
	uint64_t to = ARG(run, 1), size = DTRACE_MIN(ARG(run, 2), (uint64_t)run->state->strsize);
	size_t mark = dtrace_scratch_mark(run), length;
	char *copy;

	if (!may_write_user(run, to) || size == 0)
		return 0;
	copy = dtrace_scratch(run, size + 1);
	if (copy == NULL)
		return 0;
	length = dtrace_load_string(run, copy, ARG(run, 0), size + 1, false);
	if (!dtrace_faulted(run)) /* with its NUL if that fits */
		copy_out(run, copy, to, DTRACE_MIN(length + 1, (size_t)size));
	dtrace_scratch_release(run, mark);
	return 0;
}

uint64_t dtrace_subr_alloca(struct dtrace_run *run)
{
	uint64_t size = ARG(run, 0);
	void *memory = dtrace_scratch(run, size);

	if (memory == NULL)
		return 0;
	memset(memory, 0, size);
	return (uintptr_t)memory;
}

uint64_t dtrace_subr_bcopy(struct dtrace_run *run)
{
	uint64_t to = ARG(run, 1), size = ARG(run, 2);

	if (!dtrace_storable(run, to, size))
		return dtrace_fault(run, DTRACEFLT_BADADDR, to);
	dtrace_load_bytes(run, (void *)(uintptr_t)to, ARG(run, 0), size);
	return 0;
}

/* A pair of words: address and size. */
uint64_t dtrace_subr_memref(struct dtrace_run *run)
{
	uint64_t *pair = dtrace_scratch(run, 2 * sizeof(uint64_t));

	if (pair == NULL)
		return 0;
	pair[0] = ARG(run, 0);
	pair[1] = ARG(run, 1);
	return (uintptr_t)pair;
}

/* Bytes as a string, the NULs among them replaced. */
uint64_t dtrace_subr_memstr(struct dtrace_run *run)
{
	uint64_t size = ARG(run, 2), i;
	char *to;

	if (size > MEMSTR_MOST)
		return dtrace_fault(run, DTRACEFLT_ILLOP, size);
	size = DTRACE_MIN(size, (uint64_t)run->state->strsize - 1);
	to = dtrace_scratch(run, size + 1);
	if (to == NULL || !dtrace_load_bytes(run, to, ARG(run, 0), size))
		return 0;
	for (i = 0; i < size; i++)
		if (to[i] == '\0')
			to[i] = (char)ARG(run, 1);
	to[size] = '\0';
	return (uintptr_t)to;
}
