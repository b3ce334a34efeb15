/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the engine's tests share: DIF by hand, DOF images, a provider with a few probes, a consumer,
 * and evaluating one DIF object through the whole engine.
 */
#ifndef HARNESS_H
#define HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

#include "fake_host.h"
#include "../../driver/core/engine.h"
#include "../../driver/core/verify.h"
#include <dtrace/dof.h>

/* --- a DIF object being written ---------------------------------------- */

#define ASM_WORDS 256
struct assembly {
	uint32_t text[ASM_WORDS];
	uint32_t count;
	uint64_t integers[64];
	uint32_t integer_count;
	char strings[4096];
	uint32_t string_size;
	struct dif_variable variables[16];
	uint32_t variable_count;
	struct dif_type result;
};
void asm_start(struct assembly *a); /* 64-bit result by value */
void asm_op(struct assembly *a, uint32_t instruction);
void asm_rrr(struct assembly *a, unsigned int op, unsigned int r1, unsigned int r2,
	     unsigned int rd);
void asm_set(struct assembly *a, unsigned int rd, uint64_t value);
void asm_string(struct assembly *a, unsigned int rd, const char *text);
void asm_wide(struct assembly *a, unsigned int op, unsigned int index, unsigned int rd);
/* Declares a program variable: by value when size is 0, else by reference. */
void asm_variable(struct assembly *a, unsigned int id, unsigned int kind, unsigned int scope,
		  unsigned int type_kind, uint32_t size);
void asm_ret(struct assembly *a, unsigned int rd);
void asm_string_result(struct assembly *a);
struct dtrace_difo asm_difo(const struct assembly *a);

/* --- a DOF image being written ----------------------------------------- */

struct program;
struct program *program_create(void);
void program_option(struct program *p, uint32_t option, uint64_t value);
/* Section number of the object. */
uint32_t program_difo(struct program *p, const struct assembly *a);
/* Clauses are built one after the other. description "provider:module:function:name". */
void program_clause(struct program *p, const char *description, uint32_t predicate);
void program_description(struct program *p,
			 const char *description); /* one more of the same clause */
void program_action(struct program *p, uint32_t kind, uint32_t difo, uint64_t arg);
void program_format(struct program *p, const char *format); /* of the last action */
void program_aggregation(struct program *p, uint32_t kind, uint32_t difo, uint64_t arg,
			 uint32_t keys, const char *name);
/* The finished image, malloc'ed; the program is freed. */
void *program_finish(struct program *p, size_t *size);

/* --- engine, provider "test" and a consumer ---------------------------- */

/* Starts the engine; probes test:mod:func:one, :two, :three with ids in test_probe[]. */
extern dtrace_id_t test_probe[3];
extern int test_enabled[3], test_commits;
/* Probes that the provider does not enable, or of which it says in commit that they are not complete. */
extern bool test_refuses[3], test_partly[3];
extern struct dtrace_provider *test_provider;
int engine_setup(void **unused);
int engine_teardown(void **unused); /* fails when memory leaked */

struct dtrace_state *consumer(void); /* all privileges */
/* Frees the program; 0 or negative errno; result may be NULL. */
int enable(struct dtrace_state *state, struct program *p, struct dtrace_ioc_enable *result);
int control(struct dtrace_state *state, uint32_t command, void *argument);
int go(struct dtrace_state *state);
int stop(struct dtrace_state *state);
/* One snapshot of a CPU; returns the bytes (static storage), fills *snapshot. */
uint8_t *snapshot(struct dtrace_state *state, unsigned int cpu, bool aggregation,
		  struct dtrace_ioc_snapshot *snapshot);
/* Next firing of a snapshot, or NULL. *offset starts at 0. */
const struct dtrace_firing_header *
next_firing(const uint8_t *data, const struct dtrace_ioc_snapshot *snapshot, size_t *offset);
unsigned int count_firings(const uint8_t *data, const struct dtrace_ioc_snapshot *snapshot);
void fire(unsigned int probe, uint64_t arg0); /* index in test_probe, on the current CPU */

/* --- one DIF object through everything --------------------------------- */

struct evaluation {
	uint64_t value;	 /* of a result by value */
	char text[2048]; /* of a result by reference */
	int64_t fault;	 /* -1: none */
	uint64_t fault_value;
	int64_t fault_offset;
	int64_t fault_action;
	bool fired;
};
/* Options used by every evaluation until changed; 0 = default. */
extern uint64_t evaluation_strsize;
extern unsigned int evaluation_privileges;
extern bool evaluation_destructive;
struct evaluation evaluate(const struct assembly *a);

#endif
