/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A DIF object and the check every object passes before it may run. The compiler
 * runs the same check before a program leaves it. Pure functions: any context, any thread.
 */
#ifndef DTRACE_CORE_VERIFY_H
#define DTRACE_CORE_VERIFY_H

#include <dtrace/dif.h>

struct dtrace_difo {
	const uint32_t *text; /* instructions */
	uint32_t text_count;
	const uint64_t *integers;
	uint32_t integer_count;
	const char *strings; /* string_size bytes, the last one NUL */
	uint32_t string_size;
	const struct dif_variable *variables;
	uint32_t variable_count;
	struct dif_type result;
	/* The engine's own, when it has taken the object over: */
	uint8_t shape;	   /* enum dtrace_difo_shape */
	uint8_t branch;	   /* DIFO_COMPARE: the one that is taken to the 1 */
	uint16_t id;	   /* DIFO_GLOBAL, _THREAD, _COMPARE: of the variable */
	uint64_t constant; /* DIFO_CONSTANT, _COMPARE */
};

/* Objects of one instruction and its ret are so common that they are run without the loop; so are comparisons. */
enum dtrace_difo_shape {
	DIFO_ANY,
	DIFO_CONSTANT, /* setx */
	DIFO_GLOBAL,   /* ldgs */
	DIFO_THREAD,   /* ldts */
	DIFO_COMPARE,  /* of a global with a constant, 0 or 1: `arg0 == 1`, `!arg0`, `pid == 7` */
};

/* Largest by-reference result (tracemem) and longest variable table. */
#define DTRACE_RESULT_MAX	 (1u << 20)
#define DTRACE_DIF_VARIABLES_MAX 512

/*
 * 0, or -EINVAL with a sentence in message[size]: which instruction or entry, what is
 * wrong with it. What passes can neither loop, nor leave the object, nor
 * name what is not there; addresses and tuple depth are checked when it runs.
 */
int dtrace_dif_verify(const struct dtrace_difo *difo, char *message, size_t size);

/* What a verified object asks for beyond computing. */
#define DTRACE_DIF_DESTRUCTIVE 0x1 /* copyout(), copyoutstr() */
#define DTRACE_DIF_SPECULATES  0x2 /* speculation() */
unsigned int dtrace_dif_facts(const struct dtrace_difo *difo);

#endif
