/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the files of the compiler's front end share: the state of one
 * compilation (struct dt_unit), and what a handle keeps between compilations (struct dt_compiler).
 *
 * Errors leave a compilation by longjmp to the one protected call in dt_compile.c, which
 * frees the unit's arena and takes back the identifiers it made. So nothing in the front end
 * holds memory of its own across a call that may fail: what is not in an arena hangs on the unit.
 */
#ifndef DT_UNIT_H
#define DT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include "dt_arena.h"
#include "dt_decl.h"
#include "dt_errtags.h"
#include "dt_hash.h"
#include "dt_ident.h"
#include "dt_impl.h"
#include "dt_node.h"

/* Where in a command-line program an error is: "in action list". */
enum dt_region {
	DT_REGION_NONE,
	DT_REGION_PREDICATE,
	DT_REGION_ACTIONS
};

/* What an EXPR stretch of the text belongs to: how it ends. */
enum dt_lex_context {
	DT_LEX_CLAUSE,	   /* at the closing brace */
	DT_LEX_PREDICATE,  /* at the / that ends it */
	DT_LEX_INLINE,	   /* at the ; */
	DT_LEX_TRANSLATOR, /* at the closing brace */
};

enum dt_lex_stretch {
	DT_STRETCH_TOP,
	DT_STRETCH_DECL,
	DT_STRETCH_EXPR
};

#define DT_LEX_DEPTH 256

struct dt_lexer {
	void *scanner;		  /* flex's */
	size_t offset;		  /* of the next character */
	int line, column;	  /* of the next character */
	struct dt_position start; /* of the token being returned */
	int last, before_last;	  /* tokens */
	enum dt_lex_stretch stretch;
	enum dt_lex_context context; /* EXPR: what it belongs to */
	int braces, parens;	     /* EXPR: depth */
	bool types;		     /* EXPR: inside xlate < >, words are types */
	/* DECL: per open bracket, which it is and whether a type specifier was seen in it. */
	bool specified[DT_LEX_DEPTH];
	char bracket[DT_LEX_DEPTH];
	int depth;
	int tag;	    /* last of struct, union, enum */
	int definition;	    /* inline, translator or provider being declared, or 0 */
	int offsetof_depth; /* parens of an open offsetof, or 0 */
	int comment_start;  /* start condition a comment interrupts */
};

struct dt_macro_argument {
	const char *text;
	bool referenced;
};

/* Restrictions among the statements of one clause. */
struct dt_clause_state {
	bool committed, speculated, recorded, aggregated;
};

struct dt_unit {
	struct dtrace_hdl *hdl;
	struct dt_compiler *compiler;
	struct dt_arena *arena;
	jmp_buf failure;
	struct dt_source *source;
	char *text; /* malloc'ed, NUL-terminated */
	size_t size;
	unsigned int cflags;	   /* asked_cflags and what options turned on */
	unsigned int asked_cflags; /* by the caller of this compilation */
	dtrace_probespec_t spec;
	bool command_line, library;
	bool skip; /* library whose depends_on is not met */
	struct dt_macro_argument *arguments;
	int argument_count; /* $0 included */
	struct dt_lexer lexer;
	enum dt_region region;

	struct dt_node *clauses, **clauses_end; /* raw, in order */
	struct dt_node *clause;			/* being cooked */
	struct dt_node *probe;			/* description it is cooked for */
	struct dt_node **actions_end;
	struct dt_clause_state state;
	uint32_t externals; /* definitions and clauses seen */
	struct dt_attribute_pragma *attribute_pragmas;
	/* #pragma D binding … translator: of the next one; version 0: none is waiting. */
	struct dt_position binding_place;
	uint32_t binding_version;
	unsigned int depth; /* of inlines and translators being expanded */
	struct dt_program *program;
};

struct dt_xlator {
	struct dt_xlator *next;
	struct dt_position place;
	struct dt_decl *output, *input;		  /* input has the parameter's name */
	struct dt_type *output_type, *input_type; /* NULL until they are needed */
	struct dt_node *members;		  /* DT_NODE_XLATE_MEMBER, raw */
	bool library;
	uint32_t version; /* visible from this version of D on */
};

struct dt_compiler {
	struct dt_arena *arena;
	struct dt_hash scopes[3]; /* DIF_SCOPE_*: struct dt_ident */
	struct dt_hash aggregations;
	struct dt_hash externs; /* types of symbols by extern declarations */
	struct dt_ident *made;	/* all, last first */
	uint32_t next_id[3], next_aggregation, conditions;
	struct dt_xlator *xlators; /* last first */
	struct dt_provider_decl *providers;
	bool libraries_loaded;
	FILE *tree_out;	      /* where -x tree goes; NULL: standard error */
	struct dt_unit *unit; /* running, or NULL */
};

/* --- failing (dt_error.c) ------------------------------------------------------------------ */

/* place NULL: where the lexer stands. */
_Noreturn void dt_fail_at(struct dt_unit *unit, const struct dt_position *place, enum dt_errtag tag,
			  const char *format, ...) __attribute__((format(printf, 4, 5)));
/* suggestion NULL: none; else the near name, without "did you mean". */
_Noreturn void dt_fail(struct dt_unit *unit, const struct dt_node *node, enum dt_errtag tag,
		       const char *format, ...) __attribute__((format(printf, 4, 5)));
_Noreturn void dt_fail_suggest(struct dt_unit *unit, const struct dt_node *node, enum dt_errtag tag,
			       const char *suggestion, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
_Noreturn void dt_fail_memory(struct dt_unit *unit);
/* Leave with the error that is on the handle already. */
_Noreturn void dt_fail_again(struct dt_unit *unit);

/* --- memory: the unit's arena, or what outlives it; never NULL ------------------------------- */

void *dt_unit_alloc(struct dt_unit *unit, size_t size);
char *dt_unit_strdup(struct dt_unit *unit, const char *text);
char *dt_unit_strndup(struct dt_unit *unit, const char *text, size_t length);
char *dt_unit_format(struct dt_unit *unit, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void *dt_keep_alloc(struct dt_unit *unit, size_t size);
char *dt_keep_strdup(struct dt_unit *unit, const char *text);

/* --- nodes (dt_node.c) ------------------------------------------------------------------------ */

struct dt_node *dt_node_new(struct dt_unit *unit, enum dt_node_kind kind,
			    const struct dt_position *place);
struct dt_node *dt_node_int(struct dt_unit *unit, const struct dt_position *place, uint64_t value,
			    struct dt_type *type);
struct dt_node *dt_node_op1(struct dt_unit *unit, const struct dt_position *place, enum dt_op op,
			    struct dt_node *left);
struct dt_node *dt_node_op2(struct dt_unit *unit, const struct dt_position *place, enum dt_op op,
			    struct dt_node *left, struct dt_node *right);
struct dt_node *dt_node_ident(struct dt_unit *unit, const struct dt_position *place, int scope,
			      const char *name);
struct dt_node *dt_node_text(struct dt_unit *unit, const struct dt_position *place,
			     enum dt_node_kind kind, const char *text);
struct dt_node *dt_node_append(struct dt_node *list, struct dt_node *tail); /* either may be NULL */
bool dt_node_mentions(const struct dt_node *raw, const char *name); /* a variable without scope */
size_t dt_node_count(const struct dt_node *list);
/* Copy of a raw tree with all it hangs on, in the unit's arena or (keep) in the handle's. */
struct dt_node *dt_node_clone(struct dt_unit *unit, const struct dt_node *node, bool keep);
/* The same for a whole list. */
struct dt_node *dt_node_clone_list(struct dt_unit *unit, const struct dt_node *list, bool keep);
/* Text of an expression's type, in the unit's arena. */
const char *dt_type_text(struct dt_unit *unit, struct dt_type *type);

/* --- names (dt_ident.c) --- */

/* New name in a table (aggregation: scope -1); scalars and arrays get their id. */
struct dt_ident *dt_ident_make(struct dt_unit *unit, int scope, enum dt_ident_kind kind,
			       const char *name, struct dt_type *type);
struct dt_ident *dt_ident_hidden(struct dt_unit *unit, const char *name, struct dt_type *type);
void dt_idents_rollback(struct dt_compiler *compiler, struct dt_ident *to);

/* --- lexer and parser --- */

void dt_parse(struct dt_unit *unit); /* fills unit->clauses, makes the declarations */
void dt_lexer_open(struct dt_unit *unit);
void dt_lexer_close(struct dt_unit *unit);
/* Control lines: text after #, without the newline (dt_pragma.c). */
void dt_control_line(struct dt_unit *unit, char *text);
/* Attributes of names: those known after parsing, then the rest, which must be known by then. */
void dt_pragmas_apply(struct dt_unit *unit);
void dt_pragmas_finish(struct dt_unit *unit);
/* Macros (dt_macro.c). */
struct dt_macro {
	bool is_string, is_ident;
	const char *text;
	uint64_t value;
	enum dt_intrinsic type;
};
void dt_macro_expand(struct dt_unit *unit, const char *name, struct dt_macro *macro);
char *dt_macro_substitute(struct dt_unit *unit, const char *spec);
void dt_macros_check(struct dt_unit *unit);

/* --- probe descriptions (dt_pdesc.c) --- */

/* Parse node->string into node->desc. */
void dt_pdesc_parse(struct dt_unit *unit, struct dt_node *node);
/* It must match something, unless zdefs. */
void dt_pdesc_check(struct dt_unit *unit, struct dt_node *node);

/* Minimum of the attributes of a list of descriptions, by their providers. */
struct dtrace_attribute dt_pdesc_attribute(struct dt_unit *unit, const struct dt_node *descs);

/* --- definitions: called by the grammar --- */

void dt_clause_define(struct dt_unit *unit, struct dt_node *clause);
void dt_inline_define(struct dt_unit *unit, struct dt_decl *decl, struct dt_node *body);
void dt_translator_define(struct dt_unit *unit, const struct dt_position *place,
			  struct dt_decl *output, struct dt_decl *input, struct dt_node *members);
/* #pragma D attributes … provider NAME part */
void dt_provider_attribute(struct dt_unit *unit, const char *provider, const char *part,
			   struct dtrace_attribute attribute);
void dt_provider_define(struct dt_unit *unit, const struct dt_position *place, const char *name,
			struct dt_node *probes);

/* --- passes over clauses --- */

/* `if` becomes clauses of its own (dt_desugar.c). */
void dt_desugar(struct dt_unit *unit);
void dt_cook_clause(struct dt_unit *unit, struct dt_node *clause);

#endif
