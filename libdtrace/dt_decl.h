/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * C declarations as the grammar collects them, and the types they mean.
 *
 * A declaration stays symbolic until its type is asked for, so that libraries can name
 * kernel types without the kernel's types being read.
 */
#ifndef DT_DECL_H
#define DT_DECL_H

#include "dt_ident.h"
#include "dt_node.h"

struct dt_unit;

enum dt_storage {
	DT_STORAGE_NONE,
	DT_STORAGE_TYPEDEF,
	DT_STORAGE_EXTERN,
	DT_STORAGE_STATIC,
	DT_STORAGE_AUTO,
	DT_STORAGE_REGISTER,
	DT_STORAGE_SELF,
	DT_STORAGE_THIS
};

enum dt_base {
	DT_BASE_NONE,
	DT_BASE_VOID,
	DT_BASE_CHAR,
	DT_BASE_INT,
	DT_BASE_FLOAT,
	DT_BASE_DOUBLE,
	DT_BASE_STRING,
	DT_BASE_NAME, /* typedef: name */
	DT_BASE_STRUCT,
	DT_BASE_UNION,
	DT_BASE_ENUM
};

#define DT_SPEC_SIGNED	 0x001
#define DT_SPEC_UNSIGNED 0x002
#define DT_SPEC_SHORT	 0x004
#define DT_SPEC_LONG	 0x008
#define DT_SPEC_LONGLONG 0x010
#define DT_SPEC_CONST	 0x020
#define DT_SPEC_VOLATILE 0x040
#define DT_SPEC_RESTRICT 0x080
#define DT_SPEC_USERLAND 0x100

struct dt_specs {
	struct dt_position place;
	enum dt_storage storage;
	enum dt_base base;
	unsigned int flags;
	const char *name; /* typedef's name or the tag, or NULL */
	bool has_body;
	struct dt_decl *members;     /* of a struct or union */
	struct dt_node *enumerators; /* IDENT nodes, left = value or NULL */
	struct dt_type *type;	     /* once it was asked for */
};

enum dt_modifier_kind {
	DT_MODIFIER_POINTER,
	DT_MODIFIER_ARRAY,
	DT_MODIFIER_KEYS,
	DT_MODIFIER_FUNCTION
};

/* What a declarator does to the base type, nearest to it first. */
struct dt_modifier {
	struct dt_modifier *next;
	enum dt_modifier_kind kind;
	unsigned int qualifiers;    /* POINTER */
	struct dt_node *size;	    /* ARRAY; NULL: [] */
	struct dt_decl *parameters; /* KEYS, FUNCTION */
	bool variadic;
};

struct dt_decl {
	struct dt_decl *next;
	struct dt_position place;
	struct dt_specs *specs;
	struct dt_modifier *modifiers;
	const char *name; /* NULL: abstract */
	struct dt_node *bits;
	bool variadic; /* a parameter list's "..." */
};

/* --- building, for the grammar ------------------------------------------------------------ */

struct dt_specs *dt_specs_new(struct dt_unit *unit, const struct dt_position *place);
void dt_specs_storage(struct dt_unit *unit, struct dt_specs *specs, enum dt_storage storage);
void dt_specs_base(struct dt_unit *unit, struct dt_specs *specs, enum dt_base base,
		   const char *name);
void dt_specs_flag(struct dt_unit *unit, struct dt_specs *specs, unsigned int flag);
/* Two lists of specifiers in one declaration; returns `to`. */
struct dt_specs *dt_specs_merge(struct dt_unit *unit, struct dt_specs *to,
				const struct dt_specs *from);
struct dt_decl *dt_decl_new(struct dt_unit *unit, const struct dt_position *place,
			    const char *name);
struct dt_decl *dt_decl_append(struct dt_decl *list, struct dt_decl *tail);
struct dt_modifier *dt_modifier_new(struct dt_unit *unit, enum dt_modifier_kind kind);
/* Give a list of declarators their specifiers. */
struct dt_decl *dt_decl_specify(struct dt_decl *list, struct dt_specs *specs);
struct dt_decl *dt_decl_clone(struct dt_unit *unit, const struct dt_decl *decl, bool keep);

/* --- meaning ---------------------------------------------------------------------------------- */

/* The declared type; of an associative array or inline with parameters the element's. */
struct dt_type *dt_decl_type(struct dt_unit *unit, struct dt_decl *decl);
/* KEYS of the declarator, or NULL when it has none. */
struct dt_decl *dt_decl_keys(const struct dt_decl *decl);
struct dt_signature *dt_decl_signature(struct dt_unit *unit, struct dt_decl *keys);
/*
 * Outside clauses: make variables, types … of a list of declarators (no declarators: specs only).
 */
void dt_declare(struct dt_unit *unit, struct dt_specs *specs, struct dt_decl *list);
/* Text of a declared type as it was written, for messages and lazy comparison. */
const char *dt_decl_text(struct dt_unit *unit, const struct dt_decl *decl);

#endif
