/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A compiled program as the compiler leaves it and dt_dof.c packs it:
 * clauses in program order, each with its probe descriptions, predicate and actions.
 * All memory belongs to the program and is freed with dt_program_destroy().
 */
#ifndef DT_PROGRAM_H
#define DT_PROGRAM_H

#include <dtrace/dif.h>
#include <dtrace/probe.h>
#include <dtrace/record.h>
#include <stdbool.h>

struct dtrace_hdl;

/* An integer that is the address of a symbol, known when the program is linked into an application. */
struct dt_difo_link {
	uint32_t integer;
	char *symbol;
};

/* A DIF object. */
struct dt_difo {
	uint32_t *text; /* instructions */
	uint32_t text_count;
	uint64_t *integers;
	uint32_t integer_count;
	char *strings; /* strtab; offset 0 is "" */
	uint32_t string_size;
	struct dif_variable *variables;
	uint32_t variable_count;
	struct dif_type result;
	struct dt_difo_link *links;
	uint32_t link_count;
};

/*
 * One action: becomes one record (or none for speculate and the like), keys of an aggregation
 * included.
 */
struct dt_action {
	struct dt_action *next;
	uint32_t kind; /* enum dtrace_action */
	uint32_t ntuple; /* aggregation: so many actions before it are its keys (kind DIFEXPR, STACK, SYM …) */
	uint32_t statement; /* from 1, unique in the handle */
	uint32_t variable;  /* aggregation: its variable id */
	uint64_t arg;
	char *format; /* or NULL */
	char *name;   /* aggregation: name without @, or NULL */
	struct dt_difo *difo; /* or NULL */
	bool is_signed; /* result is a signed integer: DTRACE_RECORD_SIGNED */
};

struct dt_clause {
	struct dt_clause *next;
	struct dtrace_probe_desc *probes;
	uint32_t probe_count;
	struct dt_difo *predicate; /* or NULL */
	struct dt_action *actions; /* NULL: the clause only says that it fired */
	bool continued; /* a further part of a clause that an `if` divided: its matches are not counted */
	struct dtrace_attribute probe_attribute, statement_attribute;
};

struct dt_program {
	struct dt_program *next; /* on the handle's list */
	struct dt_clause *clauses;
	uint32_t clause_count;
	unsigned int cflags;
	char *label; /* spec text or file name for messages */
};

/* All its descriptions are dtrace:helper:ustack: what an application brings along (dtrace -G) to name
 * the frames of its stacks. The value of a string expression is the name. */
bool dt_clause_is_helper(const struct dt_clause *clause);
bool dt_desc_is_helper(const struct dtrace_probe_desc *desc);

void dt_program_destroy(struct dt_program *program);
void dt_difo_destroy(struct dt_difo *difo);
void dt_actions_destroy(struct dt_action *actions); /* a whole list */

/*
 * Pack a program and the handle's engine options into a DOF image (malloc'ed, *size bytes).
 * program NULL: options only. NULL and an error on the handle when it cannot.
 */
void *dt_dof_create(struct dtrace_hdl *hdl, const struct dt_program *program, size_t *size);

/* Eight bytes of an image to which the address of a symbol is to be added. */
struct dt_dof_link {
	uint64_t offset;
	const char *symbol; /* the program's */
};

/* The same of a program with symbols of the application it will be part of; *links is malloc'ed. */
void *dt_dof_create_linked(struct dtrace_hdl *hdl, const struct dt_program *program, size_t *size,
			   struct dt_dof_link **links, size_t *count);

#endif
