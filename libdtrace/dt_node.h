/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The parse tree of D, and what the cook passes make of it.
 *
 * Life: the grammar builds raw nodes (dt_grammar.y, dt_node.c); the cook passes
 * (dt_cook_*.c) resolve names, check and type every expression, and lower actions; code
 * generation (dt_cg*.c) reads the cooked tree and changes nothing in it. Nodes live in the arena of
 * one compilation and are never freed one by one. Definitions that outlive it (inlines,
 * translators) keep a raw copy in the handle's arena; a use clones that copy and cooks the clone,
 * so code generation never meets an inline or a translator.
 *
 * WHAT CODE GENERATION SEES (anything else in a cooked tree is a defect of the front end):
 *
 *  DT_NODE_CLAUSE   predicate (expression or NULL), actions (list of DT_NODE_ACTION, may be NULL)
 *  DT_NODE_ACTION   one struct dt_action: see the field group "action" below
 *  expressions      DT_NODE_INT, STRING, VAR, SYMBOL, CALL, OP1, OP2, OP3, CAST, MEMBER, INDEX
 *
 * GUARANTEES FOR EVERY COOKED EXPRESSION NODE
 *  - `type` is set and complete enough for its use. Its value in a register is
 *     . DT_NF_REF set: the address of the object (strings, structs, unions, arrays);
 *     . else: a 64-bit integer or pointer in normal form: extended from the type's size, with the
 * sign when DT_NF_SIGNED is set. Loads and casts yield normal form; arithmetic that may leave it
 *       carries DT_NF_TRUNCATE: the generator extends the result from the type's size.
 *       Sums, products and left shifts of signed types that are converted to 64 bits do not carry it, and
 *       neither do INT nodes that were folded from literals stay within their type (dt_fold.c).
 *  - DT_NF_SIGNED says that the (integer) type is signed; pointers are unsigned.
 *  - Implicit conversions are DT_NODE_CAST nodes; both operands of arithmetic, comparison and ?:
 * have the same width and signedness already. An operation's own kind is in its flags (DT_NF_OP_*).
 *  - Constant subtrees are folded to DT_NODE_INT; sizeof, offsetof, enumerators and macro variables
 * are ints.
 *  - a.b and a->b are both DT_NODE_MEMBER; *(p + i) stays, p[i] is DT_NODE_INDEX.
 */
#ifndef DT_NODE_H
#define DT_NODE_H

#include <dtrace/probe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "dt_type.h"

struct dt_decl;
struct dt_function;
struct dt_ident;
struct dt_arena;

/* ORDER NODE: dt_node_kind_name in dt_node.c. */
enum dt_node_kind {
	/* --- leaves --- */
	DT_NODE_INT,	/* value, type */
	DT_NODE_STRING, /* string, length (without NUL; may not hold NUL); type string, REF */
	DT_NODE_IDENT,	/* raw only: string = name, may hold ` scopes; value = DIF_SCOPE_* */
	/*
	 * Variable of the program or built in. ident: kind SCALAR (no args) or ARRAY; ident->scope,
	 * ident->id. args: ARRAY with ident->id >= DIF_VAR_USER_FIRST: the keys of an associative
	 * array, converted to its signature; below: one integer, the index of a built-in array
	 * (args: already the native one). type: the variable's (for args[n] the argument's).
	 * Associative elements that were never stored read 0.
	 */
	DT_NODE_VAR,
	/*
	 * Kernel symbol: value = address; LVALUE, never WRITABLE. Without REF the value is a load
	 * of type's size at that address. A function's symbol only stands below DT_OP_ADDRESS.
	 */
	DT_NODE_SYMBOL,
	DT_NODE_AGG, /* raw: ident, args = keys; consumed by the lowering of actions */
	/* --- expressions --- */
	DT_NODE_CALL, /* raw: string = name; cooked: function (kind DT_FUNCTION_SUBROUTINE), args */
	DT_NODE_OP1,  /* op, left */
	DT_NODE_OP2,  /* op, left, right */
	DT_NODE_OP3, /* condition ? left : right; condition is scalar or a string (true: address not
			NULL) */
	DT_NODE_CAST, /* left converted to type; raw: decl. To a string: left's value is the address
		       */
	/*
	 * Member: left yields an address, whether it is a pointer (not REF) or a struct (REF). The
	 * member is at bit_offset from there; bit_size != 0: a bit-field, whose declared type is
	 * `type`. REF: the address itself is the value.
	 */
	DT_NODE_MEMBER,
	/*
	 * Element: left is a pointer or an array (REF), right the index, scale the element's size
	 * in bytes. bound != 0: fault (illegal operation) unless 0 <= index < bound.
	 */
	DT_NODE_INDEX,
	DT_NODE_XLATE,	  /* raw: decl, left */
	DT_NODE_OFFSETOF, /* raw: decl, string = member */
	DT_NODE_SIZEOF,	  /* raw: decl or left */
	/* --- statements --- */
	DT_NODE_EXPRESSION, /* raw: left; one statement of a clause */
	DT_NODE_IF,	    /* raw: condition, body, otherwise; gone after desugaring */
	DT_NODE_ACTION,	    /* cooked: see below */
	/* --- top level --- */
	DT_NODE_PROBE_DESC,   /* desc (text in string before it is parsed) */
	DT_NODE_CLAUSE,	      /* descs, predicate, body (raw statements), actions (cooked) */
	DT_NODE_XLATE_MEMBER, /* string = member's name, left */
	DT_NODE_PROVIDER      /* probe of a provider declaration */
};

/* ORDER OP: names in dt_node.c, the functions of dt_cook_op.c and dt_fold.c. */
enum dt_op {
	DT_OP_NONE,
	/* OP2, integer or pointer arithmetic. Pointers: see scale. */
	DT_OP_ADD, /* a pointer is always left */
	DT_OP_SUB, /* both pointers: the difference is divided by scale */
	DT_OP_MUL,
	DT_OP_DIV, /* OP_SIGNED chooses sdiv/udiv, srem/urem, sra/srl and the comparison's branches
		    */
	DT_OP_MOD,
	DT_OP_SHL,
	DT_OP_SHR,
	DT_OP_AND,
	DT_OP_XOR,
	DT_OP_OR,
	/* OP2, comparisons: int 0 or 1. OP_STRING: scmp of two addresses of strings. */
	DT_OP_LT,
	DT_OP_LE,
	DT_OP_GT,
	DT_OP_GE,
	DT_OP_EQ,
	DT_OP_NE,
	/* OP2, logical: int 0 or 1; && and || do not evaluate right when left decides, ^^ evaluates
	 * both. */
	DT_OP_LAND,
	DT_OP_LXOR,
	DT_OP_LOR,
	/*
	 * OP2, assignments: left is LVALUE and WRITABLE: VAR, INDEX, MEMBER or OP1 DEREF. The value
	 * is left's new value. With = right has left's type; structs and strings (REF) copy by
	 * address. The others compute left op right (OP_SIGNED and scale apply), extend from left's
	 * size and store; left is evaluated once.
	 */
	DT_OP_ASSIGN,
	DT_OP_ASSIGN_ADD,
	DT_OP_ASSIGN_SUB,
	DT_OP_ASSIGN_MUL,
	DT_OP_ASSIGN_DIV,
	DT_OP_ASSIGN_MOD,
	DT_OP_ASSIGN_SHL,
	DT_OP_ASSIGN_SHR,
	DT_OP_ASSIGN_AND,
	DT_OP_ASSIGN_XOR,
	DT_OP_ASSIGN_OR,
	DT_OP_COMMA, /* left for its effect, then right */
	/* OP1 */
	DT_OP_PLUS, /* raw only */
	DT_OP_NEGATE,
	DT_OP_COMPLEMENT, /* ~ */
	DT_OP_NOT,	  /* !: int 0 or 1 */
	DT_OP_DEREF, /* *left: LVALUE; left is a pointer or an array; REF: the address is the value
		      */
	DT_OP_ADDRESS, /* &left: left is SYMBOL, MEMBER (no bit-field), INDEX or DEREF: its address
			*/
	DT_OP_PRE_INC, /* by scale */
	DT_OP_PRE_DEC,
	DT_OP_POST_INC,
	DT_OP_POST_DEC,
	DT_OP_STRINGOF, /* raw only: becomes a cast */
	/* raw only: become MEMBER, INDEX, VAR with args */
	DT_OP_DOT,
	DT_OP_ARROW,
	DT_OP_INDEX,
	DT_OP_MAX
};

/* Node flags. */
#define DT_NF_COOKED	0x0001
#define DT_NF_SIGNED	0x0002 /* value is a signed integer */
#define DT_NF_REF	0x0004 /* value is the address of the object */
#define DT_NF_LVALUE	0x0008
#define DT_NF_WRITABLE	0x0010
#define DT_NF_BITFIELD	0x0020	/* a MEMBER with bit_size != 0 */
#define DT_NF_USERLAND	0x0040	/* loads through this node's address are from user space (uld*) */
#define DT_NF_TRUNCATE	0x0080	/* extend the result from type's size (always < 8 bytes) */
#define DT_NF_OP_SIGNED 0x0100	/* the operation is signed (its operands are) */
#define DT_NF_OP_STRING 0x0200	/* the comparison is of strings */
#define DT_NF_POINTER	0x0400	/* XLATE: the translation is named by a pointer: xlate <T *>(…) */
#define DT_NF_DISCARD	0x0800	/* ACTION: evaluate child for its effects, result of size 0 */
#define DT_NF_BARE	0x1000	/* raw CLAUSE: probe descriptions only, no body */
#define DT_NF_CONTROL	0x2000	/* CLAUSE: made by desugaring `if` */
#define DT_NF_IF	0x8000	/* raw OP3: made of the condition of an `if` */
#define DT_NF_PREDICATE 0x10000 /* raw OP3: made of the predicate of a clause with `if` */
#define DT_NF_UNRESOLVED 0x20000 /* SYMBOL: there is none; its address must not be needed */
#define DT_NF_LINKED	0x40000 /* SYMBOL: of the application that the program will be linked into */
#define DT_NF_CONTINUED 0x4000	/* CLAUSE: not the first of those an `if` divided it into */

/* A text that is compiled; lives as long as the handle, `text` only while it is compiled. */
struct dt_source {
	const char *name; /* NULL: command line */
	const char *text;
	size_t size;
	bool library;
	bool header;			/* of the system, says the preprocessor: C that D takes its part of */
	struct dt_source *renamed_from; /* by #line */
	bool included; /* a file other than the script itself */
};

struct dt_position {
	const struct dt_source *source;
	int line, column; /* from 1 */
	uint32_t offset;  /* in the text */
};

struct dt_node {
	enum dt_node_kind kind;
	enum dt_op op;
	unsigned int flags;
	struct dt_position place;
	struct dt_node *next; /* in a list */
	struct dt_type *type;

	struct dt_node *left, *right, *condition;
	struct dt_node *args; /* list: keys, arguments, index */
	struct dt_ident *ident;
	const struct dt_function *function;
	struct dt_decl *decl; /* raw */

	char *string;
	size_t length;
	uint64_t value;
	uint64_t scale, bound;
	uint64_t bit_offset;
	uint32_t bit_size;

	/*
	 * action: one struct dt_action each, in order. left = expression whose value is the record
	 * (NULL: no DIF object); DISCARD: no record. A printf() or aggregation is several in a row
	 * with the same statement: an aggregation's keys first (ntuple of them, kinds DIFEXPR,
	 * STACK, SYM …, each with its own expression or arg), then the aggregating action itself.
	 */
	uint32_t action;    /* enum dtrace_action */
	uint32_t statement; /* number in the handle, from 1 */
	uint32_t ntuple, variable;
	uint64_t arg;
	char *format; /* as the consumer wants it; or NULL */
	char *name;   /* aggregation's */

	/* clause */
	struct dt_node *descs, *predicate, *body, *actions, *otherwise;
	struct dtrace_probe_desc *desc;
	struct dtrace_attribute attribute;	 /* minimum of the statements */
	struct dtrace_attribute probe_attribute; /* minimum of the probe descriptions */

	void *data; /* XLATE: struct dt_xlator */
};

const char *dt_node_kind_name(enum dt_node_kind kind);
const char *dt_op_name(enum dt_op op); /* as written in D: "+=" */

static inline bool dt_op_is_assignment(enum dt_op op)
{
	return op >= DT_OP_ASSIGN && op <= DT_OP_ASSIGN_OR;
}

/* The operation inside a compound assignment: DT_OP_ASSIGN_ADD gives DT_OP_ADD. */
static inline enum dt_op dt_op_of_assignment(enum dt_op op)
{
	return op - DT_OP_ASSIGN_ADD + DT_OP_ADD;
}

static inline bool dt_op_is_comparison(enum dt_op op)
{
	return op >= DT_OP_LT && op <= DT_OP_NE;
}

#endif
