/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names: variables, enumerators, inlines, symbols.
 */
#include "dt_builtin.h"
#include "dt_cook.h"
#include "dt_suggest.h"
#include <stdlib.h>

#define EXPANSION_MAX 64 /* inlines and translators inside one another */

struct dt_ident *dt_find(struct dt_unit *unit, const struct dt_node *node)
{
	struct dt_ident *ident = dt_ident_lookup(unit->compiler, node->value, node->string);
	uint32_t version = unit->hdl->compile.version;

	return ident && version && ident->version > version ? NULL : ident;
}

const char *dt_hidden_by_version(struct dt_unit *unit, const struct dt_node *node)
{
	struct dt_ident *ident = dt_ident_lookup(unit->compiler, node->value, node->string);

	if (!ident)
		return "";
	return dt_unit_format(unit, "; it is there since D %u.%u, and option version asks for less",
			      ident->version >> 24, ident->version >> 12 & 0xfff);
}

void dt_fail_undefined(struct dt_unit *unit, const struct dt_node *node)
{
	static const char *const prefixes[] = {"", "self->", "this->"};

	dt_fail_suggest(unit, node, node->value == DIF_SCOPE_GLOBAL ? D_IDENT_UNDEF : D_VAR_UNDEF,
			dt_suggest_name(unit, node->value, node->string),
			node->value == DIF_SCOPE_GLOBAL
				? "failed to resolve %s%s: unknown variable name%s"
				: "%s%s has not yet been declared or assigned%s",
			prefixes[node->value], node->string, dt_hidden_by_version(unit, node));
}

static uint8_t smaller(uint8_t a, uint8_t b)
{
	return a < b ? a : b;
}

void dt_note_use(struct dt_unit *unit, const struct dt_ident *ident)
{
	struct dtrace_attribute *attribute;

	if (!unit->clause)
		return;
	attribute = &unit->clause->attribute;
	attribute->name = smaller(attribute->name, ident->attribute.name);
	attribute->data = smaller(attribute->data, ident->attribute.data);
	attribute->class_ = smaller(attribute->class_, ident->attribute.class_);
}

void dt_note_symbol(struct dt_unit *unit)
{
	static const struct dt_ident kernel_data = {.attribute = {DTRACE_STABILITY_PRIVATE,
								  DTRACE_STABILITY_PRIVATE,
								  DTRACE_CLASS_UNKNOWN}};

	dt_note_use(unit, &kernel_data);
}

/* --- variables --- */

/* A built-in variable's type, looked up at its first use; without kernel types a stand-in. */
static struct dt_type *builtin_type(struct dt_unit *unit, struct dt_ident *ident)
{
	if (ident->type || !ident->builtin || !ident->builtin->type)
		return ident->type;
	ident->type = dt_type_lookup(unit->hdl, NULL, ident->builtin->type);
	if (!ident->type)
		ident->type = dt_intrinsic(unit->hdl, DT_VOID_POINTER);
	return ident->type;
}

struct dt_node *dt_variable_node(struct dt_unit *unit, const struct dt_position *place,
				 struct dt_ident *ident)
{
	struct dt_node *node = dt_node_new(unit, DT_NODE_VAR, place);

	node->ident = ident;
	dt_node_set_type(unit, node, builtin_type(unit, ident));
	node->flags |= DT_NF_LVALUE;
	if (ident->flags & DT_IF_WRITABLE)
		node->flags |= DT_NF_WRITABLE;
	if (ident->flags & DT_IF_USERLAND)
		node->flags |= DT_NF_USERLAND;
	return node;
}

static struct dt_node *cook_variable(struct dt_unit *unit, struct dt_node *node,
				     struct dt_ident *ident)
{
	struct dt_node *variable;

	dt_note_use(unit, ident);
	ident->flags |= DT_IF_REFERENCED;
	variable = dt_variable_node(unit, &node->place, ident);
	return ident->xlator ? dt_xlate_variable(unit, variable) : variable;
}

static _Noreturn void fail_kind(struct dt_unit *unit, struct dt_node *node, struct dt_ident *ident)
{
	if (ident->kind == DT_IDENT_UNSUPPORTED)
		dt_fail(unit, node, D_VAR_UNSUP, "%s is not available on Linux: %s", ident->name,
			ident->reason);
	if (ident->kind == DT_IDENT_ARRAY)
		dt_fail(unit, node, D_IDENT_BADREF, "%s is an array and needs a subscript",
			ident->name);
	dt_fail(unit, node, D_IDENT_BADREF, "%s is a function and may not be used as a variable",
		ident->name);
}

static struct dt_node *cook_enumerator(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_type *type;
	int64_t value;

	/* As if by "inline long NULL = 0", also where no library says so. */
	if (node->value == DIF_SCOPE_GLOBAL && !strcmp(node->string, "NULL"))
		return dt_cook(
			unit, dt_node_int(unit, &node->place, 0, dt_intrinsic(unit->hdl, DT_LONG)));
	if (node->value != DIF_SCOPE_GLOBAL ||
	    dt_enumerator_lookup(unit->hdl, node->string, &type, &value))
		dt_fail_undefined(unit, node);
	return dt_cook(unit, dt_node_int(unit, &node->place, value, type));
}

struct dt_node *dt_cook_ident(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_ident *ident = node->ident;

	if (!ident && strchr(node->string, '`'))
		return dt_cook_symbol(unit, node);
	if (!ident)
		ident = dt_find(unit, node);
	if (!ident)
		return cook_enumerator(unit, node);
	if (ident->kind == DT_IDENT_SCALAR)
		return cook_variable(unit, node, ident);
	if (ident->kind == DT_IDENT_PARAMETER)
		return dt_cook_parameter(unit, node, ident);
	if (ident->kind == DT_IDENT_INLINE)
		return dt_expand_inline(unit, node, ident, NULL);
	fail_kind(unit, node, ident);
}

/* --- inlines --- */

/* Give every free occurrence of a parameter its identifier. */
static void bind(struct dt_node *node, const char *name, struct dt_ident *ident)
{
	for (; node; node = node->next) {
		if (node->kind == DT_NODE_IDENT && node->value == DIF_SCOPE_GLOBAL &&
		    !strcmp(node->string, name))
			node->ident = ident;
		bind(node->left, name, ident);
		bind(node->right, name, ident);
		bind(node->condition, name, ident);
		bind(node->args, name, ident);
	}
}

/* A parameter stands for a copy of its argument, brought to the parameter's type. */
struct dt_node *dt_cook_parameter(struct dt_unit *unit, struct dt_node *node,
				  struct dt_ident *ident)
{
	struct dt_node *value = dt_node_clone(unit, ident->body, false);

	value = dt_cook(unit, value);
	if (!ident->type || value->kind == DT_NODE_XLATE)
		return value;
	return dt_convert(unit, value, ident->type);
}

struct dt_ident *dt_parameter(struct dt_unit *unit, struct dt_node *tree, const char *name,
			      struct dt_type *type, struct dt_node *argument)
{
	struct dt_ident *ident = dt_unit_alloc(unit, sizeof(*ident));

	ident->name = name;
	ident->kind = DT_IDENT_PARAMETER;
	ident->type = type;
	ident->body = argument;
	bind(tree, name, ident);
	return ident;
}

void dt_expansion_enter(struct dt_unit *unit, const struct dt_node *at)
{
	if (++unit->depth > EXPANSION_MAX)
		dt_fail(unit, at, D_UNKNOWN,
			"inlines or translators refer to one another without end");
}

static void bind_arguments(struct dt_unit *unit, struct dt_node *at, struct dt_ident *ident,
			   struct dt_node *body, struct dt_node *args)
{
	struct dt_decl *parameter = dt_decl_keys(ident->definition);
	size_t i = 0;
	struct dt_node *arg, *test, *next;

	for (arg = args; arg; arg = next, i++) {
		next = arg->next;
		arg->next = NULL;
		test = dt_cook(unit, dt_node_clone(unit, arg, false));
		if (!dt_node_fits(unit, test, ident->signature->types[i]))
			dt_fail(unit, at, D_PROTO_ARG,
				"%s[ ] argument #%zu is incompatible with prototype: expected \"%s\", got \"%s\"",
				ident->name, i + 1, dt_type_text(unit, ident->signature->types[i]),
				dt_node_type_text(unit, test));
		dt_parameter(unit, body, parameter->name, ident->signature->types[i], arg);
		parameter = parameter->next;
	}
}

static void resolve_inline(struct dt_unit *unit, struct dt_ident *ident)
{
	struct dt_decl *keys = dt_decl_keys(ident->definition);

	if (ident->type)
		return;
	ident->type = dt_decl_type(unit, ident->definition);
	if (keys)
		ident->signature = dt_decl_signature(unit, keys);
}

struct dt_node *dt_expand_inline(struct dt_unit *unit, struct dt_node *node, struct dt_ident *ident,
				 struct dt_node *args)
{
	struct dt_node *body = dt_node_clone(unit, ident->body, false);
	size_t count = dt_node_count(args), wanted;

	resolve_inline(unit, ident);
	dt_note_use(unit, ident);
	wanted = ident->signature ? ident->signature->count : 0;
	if (ident->signature && !args)
		dt_fail(unit, node, D_IDENT_BADREF, "%s is an array and needs a subscript",
			ident->name);
	if (count != wanted)
		dt_fail(unit, node, D_PROTO_LEN,
			"%s[ ] prototype mismatch: %zu arguments passed, %zu expected", ident->name,
			count, wanted);
	dt_expansion_enter(unit, node);
	bind_arguments(unit, node, ident, body, args);
	body = dt_cook(unit, body);
	unit->depth--;
	body->place = node->place; /* what is wrong with the value is wrong there */
	if (body->kind == DT_NODE_XLATE)
		return body;
	if (!dt_node_fits(unit, body, ident->type) &&
	    !(dt_node_is_scalar(body) && dt_type_is_scalar(ident->type)))
		dt_fail(unit, node, D_OP_INCOMPAT,
			"inline %s is declared \"%s\" but its value is of type \"%s\"", ident->name,
			dt_type_text(unit, ident->type), dt_node_type_text(unit, body));
	return dt_convert(unit, body, ident->type);
}

/* A value of this type that nothing is known of. */
static struct dt_node *some_value(struct dt_unit *unit, const struct dt_position *place,
				  struct dt_type *type)
{
	return dt_node_op1(unit, place, DT_OP_DEREF,
			   dt_node_int(unit, place, 0, dt_type_pointer(unit->hdl, type)));
}

/*
 * A program's inline is checked where it stands, used or not. What args[] are only a probe knows;
 * such an inline is checked where it is used.
 */
void dt_check_inline(struct dt_unit *unit, struct dt_ident *ident)
{
	struct dt_node *args = NULL, *at = ident->body;
	const struct dt_signature *keys;

	resolve_inline(unit, ident);
	if (dt_type_kind(dt_type_resolve(ident->type)) == DT_KIND_VOID)
		dt_fail(unit, at, D_DECL_VOIDOBJ, "an inline cannot be of type void: %s",
			ident->name);
	if (dt_type_kind(dt_type_resolve(ident->type)) == DT_KIND_ARRAY)
		dt_fail(unit, at, D_DECL_ARRNULL,
			"an inline cannot be an array; its parameters are missing: %s",
			ident->name);
	if (dt_node_mentions(ident->body, "args"))
		return;
	keys = ident->signature;
	for (size_t i = 0; keys && i < keys->count; i++) {
		if (!dt_type_complete(keys->types[i]))
			return;
		args = dt_node_append(args, some_value(unit, &at->place, keys->types[i]));
	}
	dt_expand_inline(unit, at, ident, args);
}

/* --- symbols of the kernel and of the process that is traced --- */

struct extern_symbol {
	const char *name;
	struct dt_type *type;
};

void dt_extern_symbol(struct dt_unit *unit, const char *name, struct dt_type *type)
{
	struct extern_symbol *symbol = dt_keep_alloc(unit, sizeof(*symbol));

	symbol->name = dt_keep_strdup(unit, name);
	symbol->type = type;
	dt_hash_remove(&unit->compiler->externs, name);
	if (dt_hash_put(&unit->compiler->externs, symbol->name, symbol))
		dt_fail_memory(unit);
}

/* NULL: nobody has. */
static struct dt_type *declared_type(struct dt_unit *unit, const char *name)
{
	struct extern_symbol *declared = dt_hash_get(&unit->compiler->externs, name);

	return declared ? declared->type : NULL;
}

static struct dt_type *symbol_type(struct dt_unit *unit, const char *name,
				   const struct dt_symbol *symbol)
{
	struct dt_type *declared = declared_type(unit, name);

	return declared ? declared : dt_symbol_type(unit->hdl, symbol);
}

/* Under dtrace -G what a helper names are symbols of the application, known when that is linked. */
static bool is_linked(const struct dt_unit *unit)
{
	return unit->cflags & DTRACE_C_UNODEF && unit->probe && dt_desc_is_helper(unit->probe->desc);
}

/*
 * A symbol that a name stands for; unresolved: there is none, and -x knodefs or unodefs allow that.
 */
struct symbol {
	uint64_t address;
	struct dt_type *type; /* NULL: not known */
	unsigned int flags;   /* of its node */
};

static bool is_kernel_symbol(struct dt_unit *unit, const struct dt_node *node, const char *module,
			     const char *name, struct symbol *to)
{
	struct dt_symbol found;

	if (dt_symbol_by_name(unit->hdl, module, name, &found))
		return false;
	if (!found.address)
		dt_fail(unit, node, D_SYM_BADREF,
			"the address of %s is hidden by the kernel; run as root or set kernel.kptr_restrict to 0",
			node->string);
	*to = (struct symbol){found.address, symbol_type(unit, node->string, &found), 0};
	return true;
}

static _Noreturn void fail_symbol(struct dt_unit *unit, const struct dt_node *node,
				  const char *object, enum dt_target_answer answer)
{
	const char *target = "";

	if (unit->hdl->target)
		target = dt_unit_format(unit,
					answer == DT_TARGET_NO_OBJECT
						? ", and the process has not mapped %s (yet: see -x evaltime)"
						: ", and none in %s of the process",
					object);
	dt_fail(unit, node, D_IDENT_UNDEF, "failed to resolve %s: no such kernel symbol%s",
		node->string, target);
}

static struct symbol find_symbol(struct dt_unit *unit, const struct dt_node *node)
{
	char *module = dt_unit_strdup(unit, node->string);
	char *name = strrchr(module, '`');
	struct symbol symbol = {.flags = DT_NF_USERLAND};
	enum dt_target_answer answer;

	*name++ = '\0';
	if (is_linked(unit))
		return (struct symbol){.type = declared_type(unit, node->string),
				       .flags = DT_NF_LINKED | DT_NF_USERLAND};
	if (is_kernel_symbol(unit, node, *module ? module : NULL, name, &symbol))
		return symbol;
	answer = dt_target_symbol(unit->hdl, *module ? module : "a.out", name, &symbol.address,
				  &symbol.type);
	if (answer == DT_TARGET_FOUND)
		return symbol;
	if (unit->cflags & (DTRACE_C_KNODEF | DTRACE_C_UNODEF))
		return (struct symbol){.type = dt_intrinsic(unit->hdl, DT_INT),
				       .flags = DT_NF_UNRESOLVED};
	fail_symbol(unit, node, *module ? module : "a.out", answer);
}

struct dt_node *dt_cook_symbol(struct dt_unit *unit, struct dt_node *node)
{
	struct dt_node *cooked = dt_node_new(unit, DT_NODE_SYMBOL, &node->place);
	struct symbol symbol;

	if (node->value != DIF_SCOPE_GLOBAL)
		dt_fail(unit, node, D_SYM_BADREF, "a scope may not follow self-> or this->: %s",
			node->string);
	symbol = find_symbol(unit, node);
	cooked->value = symbol.address;
	cooked->string = node->string;
	dt_note_symbol(unit);
	dt_node_set_type(unit, cooked,
			 symbol.type ? symbol.type : dt_intrinsic(unit->hdl, DT_VOID));
	cooked->flags |= DT_NF_LVALUE | symbol.flags;
	return cooked;
}
