/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Identifiers: what a name in D stands for, and the scopes that hold them.
 *
 * A handle has four tables that outlive a compilation: globals (built-in and program variables,
 * functions, inlines), self-> names, this-> names and aggregations. Identifiers live in the
 * handle's arena; those made by a compilation that fails are taken out of their tables again
 * (dt_idents_rollback).
 */
#ifndef DT_IDENT_H
#define DT_IDENT_H

#include <dtrace/dif.h>
#include <dtrace/probe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "dt_type.h"

struct dt_node;
struct dtrace_hdl;
struct dt_compiler;
struct dt_xlator;

enum dt_ident_kind {
	DT_IDENT_SCALAR, /* scope, id, type */
	DT_IDENT_ARRAY, /* id < 0x100: built-in (args, uregs …); else associative: signature, type =
			   element's */
	DT_IDENT_AGG,	/* id from 1, unique in the handle; function and signature from first use */
	DT_IDENT_FUNCTION,   /* function: subroutine, action or aggregating function */
	DT_IDENT_INLINE,     /* body, type; parameters when it has a signature */
	DT_IDENT_PARAMETER,  /* of an inline or translator, while its clone is cooked: body =
				argument */
	DT_IDENT_UNSUPPORTED /* reason: a sentence why Linux has no such thing */
};

#define DT_IF_BUILTIN	 0x01 /* not the program's */
#define DT_IF_WRITABLE	 0x02
#define DT_IF_ASSIGNED	 0x08 /* somewhere in the program: DIF_VARF_MOD */
#define DT_IF_REFERENCED 0x10 /* DIF_VARF_REF */
#define DT_IF_USERLAND	 0x20 /* pointer into user space */
#define DT_IF_LIBRARY	 0x40 /* defined by a D library */
#define DT_IF_PRIVATE	 0x80 /* made by the compiler itself (hidden names) */

/* Types of the keys of an associative array or aggregation, or of an inline's parameters. */
struct dt_signature {
	size_t count;
	struct dt_type **types;
	const char **names; /* of parameters, or NULL */
};

struct dt_ident {
	struct dt_ident *made_next;
	const char *name; /* without this->, self->, @ */
	enum dt_ident_kind kind;
	uint8_t scope; /* DIF_SCOPE_GLOBAL, _THREAD, _LOCAL */
	uint32_t id;   /* DIF variable id; the program's own from 0x500, counted per scope */
	unsigned int flags;
	struct dt_type *type; /* NULL: known at use only (args[]) */
	struct dtrace_attribute attribute;
	uint32_t version;		    /* visible from this version of D on */
	struct dt_signature *signature;	    /* NULL: not fixed yet */
	const struct dt_function *function; /* FUNCTION; AGG: its aggregating function */
	struct dt_xlator
		*xlator;      /* SCALAR, ARRAY: holds what is translated; type: the native one */
	struct dt_node *body; /* INLINE: raw, cloned at each use; PARAMETER: raw argument */
	struct dt_decl *definition; /* INLINE */
	const char *reason;
	uint64_t agg_arg; /* AGG: parameters of lquantize … as first used */
	const struct dt_builtin *builtin;
	const char *file; /* where it was made, for messages */
	int line;
};

enum dt_function_kind {
	DT_FUNCTION_SUBROUTINE, /* id: enum dif_subr; a DT_NODE_CALL in cooked trees */
	DT_FUNCTION_ACTION,	/* id: enum dtrace_action; lowered to DT_NODE_ACTION */
	DT_FUNCTION_AGGREGATING /* id: enum dtrace_action DTRACEAGG_*; lowered too */
};

struct dt_unit; /* one compilation: dt_unit.h */

/*
 * One row per function of the language (dt_functions.c). `prototype` is "result(parameter, …)" in C
 * types and the words `string`, `@` (aggregation), `expr` (anything that has a value); [ ] around
 * the optional ones, … for any more. Arguments are converted to the parameters' types before the
 * hook runs. How a subroutine takes an argument: REF ones by pushtr (strings without size, else the
 * type's size), others by pushtv.
 */
struct dt_function {
	const char *name;
	enum dt_function_kind kind;
	uint32_t id;
	const char *prototype;
	/* Further checks, and for actions and aggregating functions the lowering. */
	void (*cook)(struct dt_unit *unit, struct dt_node *call);
	uint32_t libact; /* enum dtrace_libact for DTRACEACT_LIBACT */
	unsigned int flags;
	const char *reason;	/* not NULL: cannot be provided on Linux, and why */
	unsigned int arity_tag; /* enum dt_errtag for too many arguments; 0: D_PROTO_LEN, as for too few */
};

struct dt_ident *dt_ident_lookup(struct dt_compiler *compiler, int scope, const char *name);
/*
 * DIF id of the n-th (from 0) hidden this-> variable into which code generation spills registers;
 * made on first use and then the same for the handle's life. 0: this-> ids are used up.
 */
uint32_t dt_ident_spill(struct dtrace_hdl *hdl, unsigned int n);

#endif
