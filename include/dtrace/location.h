/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Where an argument of a user-space probe is: a constant, a register, or memory that registers
 * point to. The parsed form of an argument descriptor "N@OP" of .note.stapsdt (and of our own
 * static probes); the same in libdtrace, on the way into the driver, and there.
 */
#ifndef DTRACE_LOCATION_H
#define DTRACE_LOCATION_H

#include <dtrace/registers.h>
#include <dtrace/types.h>

enum dtrace_location_kind {
	DTRACE_LOCATION_UNKNOWN,  /* could not be read: the argument is 0 */
	DTRACE_LOCATION_CONSTANT, /* value */
	DTRACE_LOCATION_REGISTER, /* base, shifted right by `shift` bits */
	DTRACE_LOCATION_MEMORY,	  /* at value + base + index << scale */
	DTRACE_LOCATION_KINDS
};

#define DTRACE_LOCATION_NO_REGISTER 0xff
#define DTRACE_LOCATION_FLOAT	    0x1
#define DTRACE_LOCATION_32BIT	    0x2 /* of a 32-bit program: addresses wrap at 4 GiB */
#define DTRACE_LOCATION_FLAGS	    0x3

struct dtrace_location {
	uint8_t kind; /* enum dtrace_location_kind */
	int8_t size;  /* 1, 2, 4, 8; negative: signed */
	uint8_t base,
		index; /* enum dtrace_register (64-bit names) or DTRACE_LOCATION_NO_REGISTER */
	uint8_t scale; /* 0 .. 3 */
	uint8_t shift; /* 0 or 8 (%ah and its kin) */
	uint8_t flags; /* DTRACE_LOCATION_* */
	uint8_t pad;
	int64_t value; /* with base RIP: the distance from the probed instruction */
};

#endif
