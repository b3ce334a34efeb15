/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A second, tiny DIF interpreter, written from dif.h alone, as an oracle for
 * the code generator's tests: static variables are words, dynamic ones and array elements a short
 * list, memory is the test's own, subroutines a callback.
 */
#ifndef BACK_INTERP_H
#define BACK_INTERP_H

#include <stdbool.h>
#include <stdint.h>

#include "../../libdtrace/dt_program.h"

#define MACHINE_SLOTS	 4096
#define MACHINE_ELEMENTS 64

struct machine_element {
	bool used;
	unsigned int scope, key_count;
	uint32_t variable;
	uint64_t keys[DIF_TUPLE_REGS];
	uint64_t value;
};

struct machine {
	uint64_t globals[MACHINE_SLOTS], locals[MACHINE_SLOTS], threads[MACHINE_SLOTS];
	uint64_t args[16];
	uint64_t builtins[10]; /* arg0 .. arg9 */
	struct machine_element elements[MACHINE_ELEMENTS];
	uint64_t tuple[DIF_TUPLE_REGS];
	uint8_t tuple_kind[DIF_TUPLE_REGS]; /* 'v', 's' (string), 'd' (data) */
	uint64_t tuple_size[DIF_TUPLE_REGS];
	unsigned int depth;
	uint64_t (*call)(struct machine *machine, uint32_t subroutine);
	char scratch[4096];
	unsigned int scratch_used;
	bool fault;
	unsigned int steps;
};

uint64_t machine_run(struct machine *machine, const struct dt_difo *difo);

#endif
