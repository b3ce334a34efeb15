/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Cooking: the passes that turn raw trees into checked and typed ones. Every
 * function here fails by dt_fail(); what it returns is cooked (see dt_node.h).
 */
#ifndef DT_COOK_H
#define DT_COOK_H

#include "dt_unit.h"

/* Any expression; the returned node may be another one. */
struct dt_node *dt_cook(struct dt_unit *unit, struct dt_node *node);
/* The nodes of a list, replaced in place. */
void dt_cook_list(struct dt_unit *unit, struct dt_node **list);

/* One per raw kind: dt_cook_name.c, dt_cook_op.c, dt_cook_access.c, dt_cook_assign.c,
 * dt_cook_cast.c, dt_xlate.c */
struct dt_node *dt_cook_ident(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_call(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_op1(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_op2(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_op3(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_cast(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_sizeof(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_offsetof(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_xlate(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_member(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_index(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_assign(struct dt_unit *unit, struct dt_node *node);
struct dt_node *dt_cook_step(struct dt_unit *unit, struct dt_node *node); /* ++ and -- */
struct dt_node *dt_cook_comparison(struct dt_unit *unit, struct dt_node *node);

/* --- types of nodes --- */

/* Set the type and the flags that follow from it (SIGNED, REF). */
void dt_node_set_type(struct dt_unit *unit, struct dt_node *node, struct dt_type *type);
bool dt_node_is_integer(const struct dt_node *node); /* enums included */
bool dt_node_is_pointer(const struct dt_node *node); /* arrays included, strings not */
bool dt_node_is_scalar(const struct dt_node *node);
bool dt_node_is_string(const struct dt_node *node);
bool dt_node_is_string_like(const struct dt_node *node);
bool dt_node_is_null(const struct dt_node *node); /* the constant 0 */
bool dt_node_is_void(const struct dt_node *node);
bool dt_node_is_agg(const struct dt_node *node); /* raw: @a or @a[…] */
bool dt_node_is_dynamic(const struct dt_node *node);
enum dt_kind dt_node_kind_of(const struct dt_node *node); /* of its resolved type */
/* What a pointer or array refers to; string: char. */
struct dt_type *dt_node_target(struct dt_unit *unit, const struct dt_node *node);
/* May a value of this node go where `type` is wanted (assignment, argument, key)? */
bool dt_node_fits(struct dt_unit *unit, struct dt_node *node, struct dt_type *type);
/* The type both operands of arithmetic are brought to. */
struct dt_type *dt_common_type(struct dt_unit *unit, struct dt_type *a, struct dt_type *b);
/* The right side of an operator; a name may be an enumerator of the left side's enum. */
struct dt_node *dt_cook_enumerator_of(struct dt_unit *unit, const struct dt_node *left,
				      struct dt_node *right);
/* An array as a pointer to its first element; others as they are. */
struct dt_node *dt_decay(struct dt_unit *unit, struct dt_node *node);
/* Wrap in a cast unless the value has that type's form already; constants are converted at once. */
struct dt_node *dt_convert(struct dt_unit *unit, struct dt_node *node, struct dt_type *type);
const char *dt_node_type_text(struct dt_unit *unit, const struct dt_node *node);
/* Bytes a value of the type takes; strings: strsize. */
uint64_t dt_size_of(struct dt_unit *unit, struct dt_type *type);

/* --- names --- */

/* Look a raw identifier up; NULL when nothing of that name is known. */
struct dt_ident *dt_find(struct dt_unit *unit, const struct dt_node *node);
/* For a message: why a name that exists is not seen; "" when it does not exist. */
const char *dt_hidden_by_version(struct dt_unit *unit, const struct dt_node *node);
_Noreturn void dt_fail_undefined(struct dt_unit *unit, const struct dt_node *node);
/* A use of a name in this statement: its stability counts for the clause. */
void dt_note_use(struct dt_unit *unit, const struct dt_ident *ident);
struct dt_node *dt_variable_node(struct dt_unit *unit, const struct dt_position *place,
				 struct dt_ident *ident);
void dt_extern_symbol(struct dt_unit *unit, const char *name, struct dt_type *type);
struct dt_node *dt_cook_symbol(struct dt_unit *unit, struct dt_node *node);
/* Kernel data is used: private names and semantics. */
void dt_note_symbol(struct dt_unit *unit);
/* Make `name` in a cloned tree stand for an argument. */
struct dt_ident *dt_parameter(struct dt_unit *unit, struct dt_node *tree, const char *name,
			      struct dt_type *type, struct dt_node *argument);
/* Count the depth of expansions; the caller lowers unit->depth again. */
void dt_expansion_enter(struct dt_unit *unit, const struct dt_node *at);
/* Clone an inline's body, its parameters standing for args. */
struct dt_node *dt_expand_inline(struct dt_unit *unit, struct dt_node *node, struct dt_ident *ident,
				 struct dt_node *args);
void dt_check_inline(struct dt_unit *unit, struct dt_ident *ident);
struct dt_node *dt_cook_parameter(struct dt_unit *unit, struct dt_node *node,
				  struct dt_ident *ident);
/* m of a translated value (DT_NODE_XLATE, cooked). */
struct dt_node *dt_translate_member(struct dt_unit *unit, struct dt_node *xlate, const char *member,
				    const struct dt_node *at);
/* What reads of a variable that holds a translation's input are; the input itself. */
struct dt_node *dt_xlate_variable(struct dt_unit *unit, struct dt_node *variable);
bool dt_xlate_gives(struct dt_unit *unit, const struct dt_node *xlate, struct dt_type *type);
struct dt_node *dt_xlate_input(struct dt_unit *unit, const struct dt_node *xlate);
/* Types and members of a translator, which a program's own is checked for at once. */
void dt_xlator_check(struct dt_unit *unit, struct dt_xlator *xlator);
bool dt_xlator_exists(struct dt_unit *unit, struct dt_type *from, struct dt_type *to);
/*
 * Make node the translation of an input to a type; `none` is the tag when there is no translator.
 */
struct dt_node *dt_xlate_to(struct dt_unit *unit, struct dt_node *node, struct dt_type *type,
			    struct dt_node *input, enum dt_errtag none);
/* args[index] */
struct dt_node *dt_cook_args(struct dt_unit *unit, struct dt_node *node, struct dt_node *index);
/*
 * The keys of an associative array or aggregation against its signature, which the first use fixes.
 */
void dt_cook_keys(struct dt_unit *unit, const struct dt_node *at, struct dt_ident *ident,
		  struct dt_node **keys, bool convert);

/* Among raw keys of `name`: an aggregation has no value. */
void dt_refuse_aggregations(struct dt_unit *unit, const struct dt_node *keys, const char *name);

/* --- constants --- */

/* Evaluate a raw constant expression (a copy of it); false: it is no integer constant. */
bool dt_constant(struct dt_unit *unit, const struct dt_node *node, int64_t *value);
/* node with constant operands becomes DT_NODE_INT; else node itself. */
struct dt_node *dt_fold(struct dt_unit *unit, struct dt_node *node);
/* Extend a 64-bit value from a type's size and sign. */
uint64_t dt_normal_form(struct dt_unit *unit, struct dt_type *type, uint64_t value);

/* --- calls --- */

/* Check and convert call->args (cooked) against call->function->prototype; sets call->type. */
void dt_cook_arguments(struct dt_unit *unit, struct dt_node *call);

/* The row a call names, also put in call->function. */
const struct dt_function *dt_find_function(struct dt_unit *unit, struct dt_node *call);

/* --- statements and actions --------------------------------------------------------------- */

_Noreturn void dt_fail_predicate(struct dt_unit *unit, const struct dt_node *predicate);
uint32_t dt_statement_number(struct dt_unit *unit);
/* The aggregation a clear(), printa() … names; fails with the action's own tags. */
struct dt_ident *dt_aggregation_argument(struct dt_unit *unit, struct dt_node *arg,
					 enum dt_errtag not_one, enum dt_errtag undefined,
					 const char *action);

#endif
