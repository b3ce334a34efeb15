/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The address policy: what a D program may read and write. Probe context.
 *
 * A register holds just a number. If it points wholly into memory of the engine that this firing
 * may see (scratch in use, strings of the running object, static variables, the names of the probe)
 * it is read directly; everything else goes through the host, which never faults, and needs the
 * privilege to see the kernel. Written may only be scratch in use and the bytes of by-reference
 * static variables.
 */
#include "subr.h"

#define BLOCK 64u /* foreign strings are read in pieces that never cross a page */

const char dtrace_empty_string[1] = "";

/* Bytes of [base, base + length) from address on; 0 when address is outside. */
static uint64_t rest_of(uint64_t address, const void *base, uint64_t length)
{
	uint64_t offset = address - (uint64_t)(uintptr_t)base;

	return offset < length ? length - offset : 0;
}

/* How many bytes from address on a D program may write. */
static uint64_t writable_length(const struct dtrace_run *run, uint64_t address)
{
	const struct dtrace_statics *globals = &run->state->globals;
	const struct dtrace_statics *locals = &run->local->statics;
	uint64_t length = rest_of(address, run->local->scratch, run->scratch_used);

	if (length == 0)
		length = rest_of(address, globals->data, globals->data_size);
	if (length == 0)
		length = rest_of(address, locals->data, locals->data_size);
	return length;
}

/* How many bytes from address on may be read directly. */
static uint64_t direct_length(const struct dtrace_run *run, uint64_t address)
{
	uint64_t length = writable_length(run, address);
	unsigned int part;

	if (length == 0 && run->difo != NULL)
		length = rest_of(address, run->difo->strings, run->difo->string_size);
	for (part = 0; part < PARTS && length == 0; part++) {
		const struct dtrace_name *name = run->probe->names[part];

		length = rest_of(address, name->text, name->length + 1);
	}
	if (length == 0)
		length = rest_of(address, dtrace_empty_string, sizeof(dtrace_empty_string));
	return length;
}

bool dtrace_storable(struct dtrace_run *run, uint64_t address, uint64_t size)
{
	return size <= writable_length(run, address);
}

bool dtrace_kernel_allowed(struct dtrace_run *run, uint64_t address)
{
	if (run->state->privileges & DTRACE_PRIVILEGE_KERNEL)
		return true;
	dtrace_fault(run, DTRACEFLT_KPRIV, address);
	return false;
}

bool dtrace_load_bytes(struct dtrace_run *run, void *to, uint64_t address, uint64_t size)
{
	if (size == 0)
		return true;
	if (size <= direct_length(run, address)) {
		memmove(to, (const void *)(uintptr_t)address, size);
		return true;
	}
	if (!dtrace_kernel_allowed(run, address))
		return false;
	if (host_load(to, address, size) == 0)
		return true;
	dtrace_fault(run, DTRACEFLT_BADADDR, address);
	return false;
}

static uint64_t extend(uint64_t value, unsigned int size, bool sign)
{
	unsigned int shift = 64 - 8 * size;

	if (!sign || shift == 0)
		return value;
	return (uint64_t)((int64_t)(value << shift) >> shift);
}

uint64_t dtrace_load(struct dtrace_run *run, uint64_t address, unsigned int size, bool sign)
{
	uint64_t value = 0;

	if (!dtrace_load_bytes(run, &value, address, size))
		return 0;
	return extend(value, size, sign);
}

uint64_t dtrace_load_user(struct dtrace_run *run, uint64_t address, unsigned int size, bool sign)
{
	uint64_t value = 0;

	if (host_load_user(&value, address, size) != 0)
		return dtrace_fault(run, DTRACEFLT_BADADDR, address);
	return extend(value, size, sign);
}

void dtrace_store(struct dtrace_run *run, uint64_t address, unsigned int size, uint64_t value)
{
	if (!dtrace_storable(run, address, size))
		dtrace_fault(run, DTRACEFLT_BADADDR, address);
	else
		memcpy((void *)(uintptr_t)address, &value, size);
}

/* --- strings ----------------------------------------------------------- */

/* Length of text within limit bytes. */
static size_t bounded_length(const char *text, size_t limit)
{
	size_t length = 0;

	while (length < limit && ((const volatile char *)text)[length] != '\0')
		length++;
	return length;
}

/* A piece of a foreign string, up to the end of its block. False: cannot be read. */
static bool load_block(struct dtrace_run *run, char *to, uint64_t address, size_t size, bool user)
{
	if (user ? host_load_user(to, address, size) == 0 : host_load(to, address, size) == 0)
		return true;
	dtrace_fault(run, DTRACEFLT_BADADDR, address);
	return false;
}

static size_t load_foreign(struct dtrace_run *run, char *to, uint64_t address, size_t size,
			   bool user)
{
	size_t done = 0;

	while (done < size - 1) {
		size_t piece = BLOCK - ((address + done) & (BLOCK - 1)), length;

		piece = DTRACE_MIN(piece, size - 1 - done);
		if (!load_block(run, to + done, address + done, piece, user))
			break;
		length = bounded_length(to + done, piece);
		done += length;
		if (length < piece) { /* what came along behind the string is nobody's business */
			memset(to + done, 0, piece - length);
			break;
		}
	}
	to[done] = '\0';
	return done;
}

size_t dtrace_load_string(struct dtrace_run *run, char *to, uint64_t address, size_t size,
			  bool user)
{
	uint64_t direct;
	size_t length = 0;

	direct = user ? 0 : direct_length(run, address);
	if (direct != 0) {
		length = bounded_length((const char *)(uintptr_t)address,
					DTRACE_MIN(direct, size - 1));
		memmove(to, (const char *)(uintptr_t)address, length);
		to[length] = '\0';
		return length;
	}
	if (!user && !dtrace_kernel_allowed(run, address)) {
		to[0] = '\0';
		return 0;
	}
	return load_foreign(run, to, address, size, user);
}

bool dtrace_string(struct dtrace_run *run, uint64_t address, size_t bound,
		   struct dtrace_string *string)
{
	uint64_t direct = direct_length(run, address);
	char *copy;

	string->address = address;
	string->text = "";
	string->length = 0;
	if (direct != 0) {
		string->text = (const char *)(uintptr_t)address;
		string->length = bounded_length(string->text, DTRACE_MIN(direct, bound));
		return true;
	}
	copy = dtrace_scratch(run, (uint64_t)bound + 1);
	if (copy == NULL)
		return false;
	string->length = dtrace_load_string(run, copy, address, bound + 1, false);
	string->text = copy;
	return !dtrace_faulted(run);
}

uint64_t dtrace_string_result(struct dtrace_run *run, const char *text, size_t length)
{
	char *to;

	length = DTRACE_MIN(length, (size_t)run->state->strsize - 1);
	to = dtrace_scratch(run, length + 1);
	if (to == NULL)
		return 0;
	memmove(to, text, length);
	to[length] = '\0';
	return (uintptr_t)to;
}
