/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Reaching into things: members, subscripts of every kind, keys.
 */
#include "dt_cook.h"
#include "dt_suggest.h"

/* --- members --------------------------------------------------------------------------------- */

/* curthread stands as a void pointer when the kernel's types are missing. */
static _Noreturn void fail_untyped(struct dt_unit *unit, struct dt_node *node)
{
	const char *problem = dt_types_problem(unit->hdl);

	dt_fail(unit, node, D_SYM_NOTYPES, "the type of %s is not known%s%s",
		node->left->ident->name, problem ? ": there are no kernel types: " : "",
		problem ? problem : "");
}

/* The struct or union a member is taken of; a forward tag is looked for elsewhere. */
static struct dt_type *aggregate_of(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *left = node->left;
	struct dt_type *type = left->type, *full;
	char name[256];

	if (node->op == DT_OP_ARROW) {
		if (!dt_node_is_pointer(left))
			dt_fail(unit, node, D_OP_PTR,
				"operator -> requires a pointer to a struct or union, not \"%s\"",
				dt_node_type_text(unit, left));
		type = dt_node_target(unit, left);
	}
	type = type ? dt_type_resolve(type) : dt_intrinsic(unit->hdl, DT_VOID);
	if (left->kind == DT_NODE_VAR && left->ident->builtin && dt_type_kind(type) == DT_KIND_VOID)
		fail_untyped(unit, node);
	if (!dt_type_is_aggregate(type) && dt_type_kind(type) != DT_KIND_FORWARD)
		dt_fail(unit, node, D_OP_SOU,
			"operator %s cannot be applied to type \"%s\"; it wants a %s",
			dt_op_name(node->op), dt_node_type_text(unit, left),
			node->op == DT_OP_ARROW ? "pointer to a struct or union"
						: "struct or union");
	if (dt_type_complete(type))
		return type;
	full = dt_type_lookup(unit->hdl, NULL, dt_type_name(type, name, sizeof(name)));
	if (!full || !dt_type_complete(full))
		dt_fail(unit, node, D_OP_INCOMPLETE,
			"operator %s cannot be applied to a forward declaration: no complete type for \"%s\"",
			dt_op_name(node->op), name);
	return dt_type_resolve(full);
}

static _Noreturn void fail_member(struct dt_unit *unit, struct dt_node *node, struct dt_type *type)
{
	dt_fail_suggest(unit, node, D_TYPE_MEMBER, dt_suggest_member(unit, type, node->string),
			"%s is not a member of %s", node->string, dt_type_text(unit, type));
}

static struct dt_node *member_node(struct dt_unit *unit, struct dt_node *node,
				   const struct dt_member *member)
{
	unsigned int inherited = node->left->flags & (DT_NF_USERLAND | DT_NF_WRITABLE);

	node->kind = DT_NODE_MEMBER;
	node->bit_offset = member->bit_offset;
	node->bit_size = member->bit_size;
	dt_node_set_type(unit, node, member->type);
	node->flags |= DT_NF_LVALUE | inherited;
	if (member->bit_size)
		node->flags |= DT_NF_BITFIELD;
	return node;
}

struct dt_node *dt_cook_member(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_member member;
	struct dt_type *type;

	node->left = dt_cook(unit, node->left);
	if (node->left->kind == DT_NODE_XLATE)
		return dt_translate_member(unit, node->left, node->string, node);
	if (dt_node_is_dynamic(node->left))
		dt_fail(unit, node, D_OP_DYN, "operator %s may not be used with a dynamic value",
			dt_op_name(node->op));
	type = aggregate_of(unit, node);
	if (dt_type_member(type, node->string, &member))
		fail_member(unit, node, type);
	return member_node(unit, node, &member);
}

/* --- elements --- */

static struct dt_node *one_index(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *index = node->args;

	if (index->next)
		dt_fail(unit, node, D_ARR_BADREF,
			"a list of keys may only follow an associative array");
	index = dt_cook(unit, index);
	if (!dt_node_is_integer(index))
		dt_fail(unit, node, D_OP_INT, "a subscript must be an integer, not \"%s\"",
			dt_node_type_text(unit, index));
	return index;
}

/* Arrays that are D variables have bounds that mean something; those of the kernel often end in [0]
 * or [1]. */
static void check_bounds(struct dt_unit *unit, struct dt_node *node)
{
	uint64_t count = dt_array_count(dt_type_resolve(node->left->type));

	if (node->left->kind != DT_NODE_VAR || !count)
		return;
	if (node->right->kind == DT_NODE_INT && node->right->value >= count)
		dt_fail(unit, node, D_ARR_BOUNDS, "index %lld is out of bounds of %s[%llu]",
			(long long)node->right->value, node->left->ident->name,
			(unsigned long long)count);
	if (node->right->kind != DT_NODE_INT && unit->hdl->compile.bounds_checks)
		node->bound = count;
}

static struct dt_node *cook_element(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *target = dt_node_target(unit, node->left);
	unsigned int inherited = node->left->flags & (DT_NF_USERLAND | DT_NF_WRITABLE);

	node->right = one_index(unit, node);
	node->args = NULL;
	if (!target || dt_type_kind(dt_type_resolve(target)) == DT_KIND_VOID)
		dt_fail(unit, node, D_DEREF_VOID, "cannot dereference a pointer to void");
	if (dt_type_kind(dt_type_resolve(target)) == DT_KIND_FUNCTION)
		dt_fail(unit, node, D_DEREF_FUNC, "cannot dereference a pointer to a function");
	if (!dt_size_of(unit, target))
		dt_fail(unit, node, D_OP_INCOMPLETE, "elements have the incomplete type \"%s\"",
			dt_type_text(unit, target));
	node->kind = DT_NODE_INDEX;
	node->scale = dt_size_of(unit, target);
	check_bounds(unit, node);
	dt_node_set_type(unit, node, target);
	node->flags |= DT_NF_LVALUE | inherited;
	return node;
}

/* --- built-in arrays --- */

static struct dt_node *cook_builtin_array(struct dt_unit *unit, struct dt_node *node,
					  struct dt_ident *ident)
{
	struct dt_node *index = one_index(unit, node), *variable;

	dt_note_use(unit, ident);
	if (ident->id == DIF_VAR_ARGS)
		return dt_cook_args(unit, node, index);
	if (index->kind == DT_NODE_INT && index->value >= 0x100)
		dt_fail(unit, node, D_REGS_IDX, "index %lld is out of bounds of %s[]",
			(long long)index->value, ident->name);
	variable = dt_variable_node(unit, &node->place, ident);
	variable->args = index;
	return variable;
}

/* --- associative arrays --- */

static void check_key(struct dt_unit *unit, const struct dt_node *key)
{
	enum dt_kind kind = dt_node_kind_of(key);

	if (kind == DT_KIND_VOID || kind == DT_KIND_DYNAMIC || kind == DT_KIND_FUNCTION ||
	    kind == DT_KIND_FLOAT || kind == DT_KIND_FORWARD)
		dt_fail(unit, key, D_KEY_TYPE, "a value of type \"%s\" may not be a key",
			dt_node_type_text(unit, key));
}

static void fix_signature(struct dt_unit *unit, struct dt_ident *ident, struct dt_node *keys)
{
	struct dt_signature *signature = dt_keep_alloc(unit, sizeof(*signature));
	size_t i = 0;

	signature->count = dt_node_count(keys);
	signature->types = dt_keep_alloc(unit, (signature->count + 1) * sizeof(struct dt_type *));
	for (struct dt_node *key = keys; key; key = key->next)
		signature->types[i++] = key->type;
	ident->signature = signature;
}

/*
 * A narrower integer takes the signature's type; a wider one keeps its own, or it would lose bits.
 */
static bool may_convert(struct dt_unit *unit, struct dt_node *key, struct dt_type *type)
{
	if (!dt_node_is_integer(key))
		return true;
	return dt_size_of(unit, key->type) <= dt_size_of(unit, type);
}

void dt_cook_keys(struct dt_unit *unit, const struct dt_node *at, struct dt_ident *ident,
		  struct dt_node **keys, bool convert)
{
	const char *sigil = ident->kind == DT_IDENT_AGG ? "@" : "";
	size_t i = 0, count = dt_node_count(*keys);
	struct dt_type *type;

	for (struct dt_node *key = *keys; key; key = key->next)
		check_key(unit, key);
	if (!ident->signature)
		fix_signature(unit, ident, *keys);
	if (ident->signature->count != count)
		dt_fail(unit, at, D_PROTO_LEN,
			"%s%s[ ] prototype mismatch: %zu key%s passed, %zu expected", sigil,
			ident->name, count, count == 1 ? "" : "s", ident->signature->count);
	for (; *keys; keys = &(*keys)->next, i++) {
		type = ident->signature->types[i];
		if (!dt_node_fits(unit, *keys, type))
			dt_fail(unit, *keys, D_PROTO_ARG,
				"%s%s[ ] key #%zu is incompatible with prototype: expected \"%s\", got \"%s\"",
				sigil, ident->name, i + 1, dt_type_text(unit, type),
				dt_node_type_text(unit, *keys));
		if (convert && may_convert(unit, *keys, type))
			*keys = dt_convert(unit, *keys, type);
	}
}

/* An array of characters as a key is compared as a string; other arrays by their bytes. */
static void strings_for_characters(struct dt_unit *unit, struct dt_node **keys)
{
	for (; *keys; keys = &(*keys)->next)
		if (dt_node_kind_of(*keys) == DT_KIND_ARRAY && dt_node_is_string_like(*keys))
			*keys = dt_convert(unit, *keys, dt_intrinsic(unit->hdl, DT_STRING));
}

void dt_refuse_aggregations(struct dt_unit *unit, const struct dt_node *keys, const char *name)
{
	for (; keys; keys = keys->next)
		if (dt_node_is_agg(keys))
			dt_fail(unit, keys, D_KEY_TYPE, "an aggregation may not be a key of %s[ ]",
				name);
}

static struct dt_node *cook_associative(struct dt_unit *unit, struct dt_node *node,
					struct dt_ident *ident)
{
	struct dt_node *variable = dt_variable_node(unit, &node->place, ident);

	variable->args = node->args;
	dt_refuse_aggregations(unit, node->args, ident->name);
	dt_cook_list(unit, &variable->args);
	strings_for_characters(unit, &variable->args);
	dt_cook_keys(unit, node, ident, &variable->args, true);
	dt_note_use(unit, ident);
	ident->flags |= DT_IF_REFERENCED;
	return ident->xlator ? dt_xlate_variable(unit, variable) : variable;
}

struct dt_node *dt_cook_index(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *base = node->left;
	struct dt_ident *ident = NULL;

	if (base->kind == DT_NODE_AGG)
		return dt_cook(unit, base);
	if (base->kind == DT_NODE_IDENT && !strchr(base->string, '`')) {
		/* A parameter's identifier is bound to its name already. */
		ident = base->ident ? base->ident : dt_find(unit, base);
		if (!ident)
			dt_fail_undefined(unit, base);
	}
	if (ident && ident->kind == DT_IDENT_INLINE && dt_decl_keys(ident->definition))
		return dt_expand_inline(unit, node, ident, node->args);
	if (ident && ident->kind == DT_IDENT_ARRAY)
		return ident->id < 0x100 ? cook_builtin_array(unit, node, ident)
					 : cook_associative(unit, node, ident);
	node->left = dt_cook(unit, base);
	if (!dt_node_is_pointer(node->left) && !dt_node_is_string(node->left))
		dt_fail(unit, node, D_ARR_BADREF,
			"cannot index a value that is no array or pointer: \"%s\"",
			dt_node_type_text(unit, node->left));
	return cook_element(unit, node);
}
