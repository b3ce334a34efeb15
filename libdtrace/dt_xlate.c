/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Translators. xlate <T>(e) has no value of its own: each member that is named
 * is replaced by the translator's expression for it, with e for the parameter.
 *
 * The types of a translator are looked up when an xlate might use it; libraries define translators
 * for kernel structures most programs never mention. These structures change from kernel to kernel:
 * a translator may define a member several times, and the first definition that compiles is taken.
 */
#include "dt_cook.h"
#include "dt_suggest.h"

void dt_translator_define(struct dt_unit *unit, const struct dt_position *place,
			  struct dt_decl *output, struct dt_decl *input, struct dt_node *members)
{
	struct dt_xlator *xlator = dt_keep_alloc(unit, sizeof(*xlator));

	if (!input->name)
		dt_fail_at(unit, place, D_DECL_PROTO_FORM,
			   "the input of a translator must have a name");
	xlator->place = *place;
	xlator->output = dt_decl_clone(unit, output, true);
	xlator->input = dt_decl_clone(unit, input, true);
	xlator->members = dt_node_clone_list(unit, members, true);
	xlator->library = unit->library;
	xlator->version = unit->binding_version;
	unit->binding_version = 0;
	xlator->next = unit->compiler->xlators;
	unit->compiler->xlators = xlator;
	if (!unit->library)
		dt_xlator_check(unit, xlator);
}

/* --- finding --- */

static void resolve(struct dt_unit *unit, struct dt_xlator *xlator)
{
	if (!xlator->output_type)
		xlator->output_type = dt_type_resolve(dt_decl_type(unit, xlator->output));
	if (!xlator->input_type)
		xlator->input_type = dt_decl_type(unit, xlator->input);
}

/* The struct or union of xlate <T> or xlate <T *>. */
static struct dt_type *output_struct(struct dt_type *type)
{
	type = dt_type_resolve(type);
	if (dt_type_kind(type) == DT_KIND_POINTER)
		type = dt_type_resolve(dt_type_reference(type));
	return type;
}

/* Does the output a translator was declared with name this type? Asked before its input is
 * resolved. */
static bool gives(struct dt_unit *unit, struct dt_xlator *xlator, struct dt_type *output)
{
	if (!xlator->output_type)
		xlator->output_type = dt_type_resolve(dt_decl_type(unit, xlator->output));
	return dt_type_same(output_struct(xlator->output_type), output);
}

static bool takes(struct dt_unit *unit, struct dt_xlator *xlator, struct dt_node *input)
{
	resolve(unit, xlator);
	if (dt_node_is_pointer(input) &&
	    dt_type_kind(dt_type_resolve(xlator->input_type)) == DT_KIND_POINTER)
		return dt_type_same(
			dt_type_resolve(dt_node_target(unit, input)),
			dt_type_resolve(dt_type_reference(dt_type_resolve(xlator->input_type))));
	return dt_type_same(dt_type_resolve(input->type), dt_type_resolve(xlator->input_type));
}

static struct dt_xlator *find(struct dt_unit *unit, struct dt_type *output, struct dt_node *input)
{
	struct dt_xlator *xlator, *loose = NULL;

	for (xlator = unit->compiler->xlators; xlator; xlator = xlator->next) {
		if (xlator->version > unit->hdl->compile.version || !gives(unit, xlator, output))
			continue;
		if (takes(unit, xlator, input))
			return xlator;
		if (!loose && dt_node_fits(unit, input, xlator->input_type))
			loose = xlator;
	}
	return loose;
}

bool dt_xlator_exists(struct dt_unit *unit, struct dt_type *from, struct dt_type *to)
{
	struct dt_node input = {.kind = DT_NODE_VAR, .flags = DT_NF_COOKED, .type = from};

	return find(unit, output_struct(to), &input) != NULL;
}

/* --- checking a program's own translator --- */

/* The value of an expression as the member it stands for. */
static struct dt_node *as_member(struct dt_unit *unit, const struct dt_node *at,
				 struct dt_node *value, const struct dt_member *member)
{
	if (value->kind == DT_NODE_XLATE)
		return value;
	if (dt_type_kind(dt_type_resolve(member->type)) == DT_KIND_ARRAY &&
	    dt_type_is_string_like(member->type) && dt_node_is_string_like(value))
		return dt_convert(unit, value, dt_intrinsic(unit->hdl, DT_STRING));
	if (!dt_node_fits(unit, value, member->type) &&
	    !(dt_node_is_scalar(value) && dt_type_is_scalar(member->type)))
		dt_fail(unit, at, D_XLATE_INCOMPAT,
			"translator member %s is of type \"%s\" but its expression is \"%s\"",
			member->name, dt_type_text(unit, member->type),
			dt_node_type_text(unit, value));
	return dt_convert(unit, value, member->type);
}

/* The next definition of a member, from node on. */
static struct dt_node *find_member(struct dt_node *node, const char *name)
{
	while (node && strcmp(node->string, name))
		node = node->next;
	return node;
}

/* Something of the input's type, to try expressions with. */
static struct dt_node *unknown_input(struct dt_unit *unit, const struct dt_xlator *xlator)
{
	struct dt_node *node = dt_node_new(unit, DT_NODE_VAR, &xlator->place);

	node->ident = dt_unit_alloc(unit, sizeof(*node->ident));
	node->ident->name = xlator->input->name;
	node->ident->type = xlator->input_type;
	node->ident->scope = DIF_SCOPE_LOCAL;
	dt_node_set_type(unit, node, xlator->input_type);
	node->flags |= DT_NF_LVALUE;
	return node;
}

static void cook_with(struct dt_unit *unit, struct dt_xlator *xlator, struct dt_node *node,
		      struct dt_node *input, const struct dt_member *member)
{
	struct dt_node *tree = dt_node_clone(unit, node->left, false);

	dt_parameter(unit, tree, xlator->input->name, xlator->input_type, input);
	as_member(unit, node, dt_cook(unit, tree), member);
}

static void check_member(struct dt_unit *unit, struct dt_xlator *xlator, struct dt_node *node)
{
	struct dt_type *output = output_struct(xlator->output_type);
	struct dt_member member;

	if (dt_type_member(output, node->string, &member))
		dt_fail_suggest(unit, node, D_XLATE_MEMB,
				dt_suggest_member(unit, output, node->string),
				"translator member %s is not a member of %s", node->string,
				dt_type_text(unit, output));
	/* Of alternatives any may fail. */
	if (node == find_member(xlator->members, node->string) &&
	    !find_member(node->next, node->string))
		cook_with(unit, xlator, node, unknown_input(unit, xlator), &member);
}

void dt_xlator_check(struct dt_unit *unit, struct dt_xlator *xlator)
{
	struct dt_xlator *other;

	resolve(unit, xlator);
	if (!dt_type_is_aggregate(output_struct(xlator->output_type)))
		dt_fail_at(unit, &xlator->place, D_XLATE_SOU,
			   "translator output type must be a struct or union, not \"%s\"",
			   dt_type_text(unit, xlator->output_type));
	if (!dt_type_complete(xlator->input_type))
		dt_fail_at(unit, &xlator->place, D_DECL_INCOMPLETE,
			   "translator input is of incomplete type %s",
			   dt_type_text(unit, xlator->input_type));
	for (other = xlator->next; other; other = other->next) {
		if (!gives(unit, other, output_struct(xlator->output_type)))
			continue;
		resolve(unit, other);
		if (dt_type_same(dt_type_resolve(other->input_type),
				 dt_type_resolve(xlator->input_type)))
			dt_fail_at(unit, &xlator->place, D_XLATE_REDECL,
				   "translator from \"%s\" to \"%s\" is already declared",
				   dt_type_text(unit, xlator->input_type),
				   dt_type_text(unit, xlator->output_type));
	}
	for (struct dt_node *node = xlator->members; node; node = node->next)
		check_member(unit, xlator, node);
}

/* --- using --- */

struct dt_node *dt_xlate_to(struct dt_unit *unit, struct dt_node *node, struct dt_type *type,
			    struct dt_node *input, enum dt_errtag none)
{
	struct dt_type *output = output_struct(type);
	struct dt_node *cooked = dt_cook(unit, dt_node_clone(unit, input, false));
	struct dt_xlator *xlator;

	if (!dt_type_is_aggregate(output))
		dt_fail(unit, node, D_XLATE_SOU,
			"translator output type must be a struct or union, not \"%s\"",
			dt_type_text(unit, type));
	xlator = find(unit, output, cooked);
	if (!xlator)
		dt_fail(unit, node, none, "no translator from \"%s\" to \"%s\" is defined",
			dt_node_type_text(unit, cooked), dt_type_text(unit, type));
	node->data = xlator;
	node->left = input;
	if (dt_type_kind(dt_type_resolve(type)) == DT_KIND_POINTER)
		node->flags |= DT_NF_POINTER;
	dt_node_set_type(unit, node, dt_intrinsic(unit->hdl, DT_DYNAMIC));
	return node;
}

struct dt_node *dt_cook_xlate(struct dt_unit *unit, struct dt_node *node)
{
	return dt_xlate_to(unit, node, dt_decl_type(unit, node->decl), node->left, D_XLATE_NONE);
}

/* --- variables that hold what is translated ------------------------------------------------ */

/*
 * x = xlate <T *>(e): the variable keeps e, and each x->m is translated then. So the translator
 * belongs to the variable, by the first such assignment.
 */
struct dt_node *dt_xlate_variable(struct dt_unit *unit, struct dt_node *variable)
{
	struct dt_node *node = dt_node_new(unit, DT_NODE_XLATE, &variable->place);

	node->data = variable->ident->xlator;
	node->left = variable;
	node->flags |= DT_NF_POINTER;
	dt_node_set_type(unit, node, dt_intrinsic(unit->hdl, DT_DYNAMIC));
	return node;
}

bool dt_xlate_gives(struct dt_unit *unit, const struct dt_node *xlate, struct dt_type *type)
{
	return xlate->flags & DT_NF_POINTER && gives(unit, xlate->data, dt_type_resolve(type));
}

/* What a variable keeps of a translation: its input, which must be a value of at most 8 bytes. */
struct dt_node *dt_xlate_input(struct dt_unit *unit, const struct dt_node *xlate)
{
	struct dt_xlator *xlator = xlate->data;
	struct dt_node *input;

	if (!(xlate->flags & DT_NF_POINTER))
		dt_fail(unit, xlate, D_DECL_DYNOBJ,
			"cannot assign a translated value to a variable; assign xlate <T *>(…) or "
			"one of its members");
	input = dt_cook(unit, dt_node_clone(unit, xlate->left, false));
	resolve(unit, xlator);
	if (!dt_node_is_scalar(input) || !dt_type_is_scalar(xlator->input_type))
		dt_fail(unit, xlate, D_DECL_DYNOBJ,
			"cannot assign a translation of \"%s\" to a variable: it is no pointer or "
			"integer",
			dt_node_type_text(unit, input));
	return dt_convert(unit, input, xlator->input_type);
}

static struct dt_node *cook_member(struct dt_unit *unit, struct dt_xlator *xlator,
				   struct dt_node *xlate, struct dt_node *member)
{
	struct dt_node *tree = dt_node_clone(unit, member->left, false);

	dt_parameter(unit, tree, xlator->input->name, xlator->input_type, xlate->left);
	dt_expansion_enter(unit, member);
	tree = dt_cook(unit, tree);
	unit->depth--;
	return tree;
}

/* The same, but NULL where it does not compile. */
static struct dt_node *try_member(struct dt_unit *unit, struct dt_xlator *xlator,
				  struct dt_node *xlate, struct dt_node *member)
{
	struct dt_node *volatile value = NULL;
	const unsigned int depth = unit->depth;
	jmp_buf outer;

	memcpy(&outer, &unit->failure, sizeof(outer));
	if (!setjmp(unit->failure))
		value = cook_member(unit, xlator, xlate, member);
	else
		unit->depth = depth;
	memcpy(&unit->failure, &outer, sizeof(outer));
	return value;
}

/* The first definition of a member that this kernel's types allow; why not is told of the last. */
static struct dt_node *member_value(struct dt_unit *unit, struct dt_xlator *xlator,
				    struct dt_node *xlate, const char *name)
{
	struct dt_node *member = find_member(xlator->members, name), *next, *value;

	for (; member; member = next) {
		next = find_member(member->next, name);
		if (!next)
			return cook_member(unit, xlator, xlate, member);
		value = try_member(unit, xlator, xlate, member);
		if (value)
			return value;
	}
	return NULL;
}

/* Members that the structures of libdtrace/d have for scripts' sake, and why nothing gives them. */
static const struct {
	const char *name, *reason;
} absent_members[] = {
	{"cpu_lgrp", "there are no locality groups"},
	{"cpu_pset", "there are no processor sets"},
	{"cs_pid", "the kernel does not keep who made a connection"},
	{"pr_bindpset", "there are no processor sets"},
	{"pr_contract", "there are no contracts"},
	{"pr_lgrp", "there are no locality groups"},
	{"pr_nzomb", "threads that have ended are not kept"},
	{"pr_poolid", "there are no resource pools"},
	{"pr_projid", "there are no projects"},
	{"pr_stype", "the kernel does not keep what a thread waits for; see stack()"},
	{"pr_taskid", "there are no tasks in projects"},
	{"pr_wchan", "the kernel does not keep what a thread waits for; see stack()"},
	{"pr_zoneid", "there are no zones; see zonename"},
};

static _Noreturn void fail_untranslated(struct dt_unit *unit, const struct dt_node *at,
					struct dt_type *output, const char *name)
{
	for (size_t i = 0; i < sizeof(absent_members) / sizeof(absent_members[0]); i++)
		if (!strcmp(name, absent_members[i].name))
			dt_fail(unit, at, D_XLATE_NOCONV, "%s is not available on Linux: %s", name,
				absent_members[i].reason);
	dt_fail(unit, at, D_XLATE_NOCONV,
		"translator to \"%s\" does not define conversion for member: %s",
		dt_type_text(unit, output), name);
}

struct dt_node *dt_translate_member(struct dt_unit *unit, struct dt_node *xlate, const char *name,
				    const struct dt_node *at)
{
	struct dt_xlator *xlator = xlate->data;
	struct dt_type *output = output_struct(xlator->output_type);
	struct dt_member member;
	struct dt_node *value;

	if (dt_type_member(output, name, &member))
		dt_fail_suggest(unit, at, D_TYPE_MEMBER, dt_suggest_member(unit, output, name),
				"%s is not a member of %s", name, dt_type_text(unit, output));
	resolve(unit, xlator);
	value = member_value(unit, xlator, xlate, name);
	if (!value)
		fail_untranslated(unit, at, output, name);
	return as_member(unit, at, value, &member);
}
