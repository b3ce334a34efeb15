/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Calls: finding the function's row, checking arguments against its prototype.
 */
#include "dt_action.h"
#include "dt_builtin.h"
#include "dt_suggest.h"
#include <ctype.h>

/* --- prototypes -------------------------------------------------------------------------- */

struct parameter {
	char type[32];
	bool optional;
};

#define PARAMETERS_MAX 8

struct prototype {
	char result[32];
	struct parameter parameters[PARAMETERS_MAX];
	size_t count, least;
};

static void copy_trimmed(char *to, size_t size, const char *from, size_t length)
{
	while (length && isspace((unsigned char)*from)) {
		from++;
		length--;
	}
	while (length && isspace((unsigned char)from[length - 1]))
		length--;
	if (length >= size)
		length = size - 1;
	memcpy(to, from, length);
	to[length] = '\0';
}

static void add_parameter(struct prototype *prototype, const char *text, size_t length)
{
	struct parameter *parameter = &prototype->parameters[prototype->count++];

	while (isspace((unsigned char)*text)) {
		text++;
		length--;
	}
	parameter->optional = *text == '[';
	if (parameter->optional) {
		text++;
		length -= 2;
	} else {
		prototype->least = prototype->count;
	}
	copy_trimmed(parameter->type, sizeof(parameter->type), text, length);
}

/* "string(string, [int])"; the tables are ours, so nothing is checked. */
static void parse_prototype(const char *text, struct prototype *prototype)
{
	size_t length = strcspn(text, "(");

	memset(prototype, 0, sizeof(*prototype));
	copy_trimmed(prototype->result, sizeof(prototype->result), text, length);
	text += length + 1;
	while (*text && *text != ')') {
		length = strcspn(text, ",)");
		add_parameter(prototype, text, length);
		text += length;
		if (*text == ',')
			text++;
	}
}

/* --- arguments --- */

static struct dt_type *prototype_type(struct dt_unit *unit, const char *name)
{
	struct dt_type *type;

	if (!strcmp(name, "_stack"))
		return dt_intrinsic(unit->hdl, DT_STACK);
	if (!strcmp(name, "_symaddr"))
		return dt_intrinsic(unit->hdl, DT_SYMADDR);
	type = dt_type_lookup(unit->hdl, NULL, name);
	/* A kernel type while the kernel's types are not known. */
	return type ? type : dt_intrinsic(unit->hdl, DT_VOID_POINTER);
}

static _Noreturn void fail_argument(struct dt_unit *unit, const struct dt_node *call, size_t number,
				    const char *wanted, const struct dt_node *arg)
{
	dt_fail(unit, arg, D_PROTO_ARG,
		"%s( ) argument #%zu is incompatible with prototype: expected \"%s\", got \"%s\"",
		call->string, number, wanted, dt_node_type_text(unit, arg));
}

/* An address may be given as a pointer or as an integer. */
static bool is_address(struct dt_unit *unit, struct dt_node *arg, const char *wanted)
{
	if (!strcmp(wanted, "uintptr_t"))
		return dt_node_is_scalar(arg);
	return !strcmp(wanted, "void *") && (dt_node_is_pointer(arg) || dt_node_is_string(arg));
}

static struct dt_node *check_argument(struct dt_unit *unit, struct dt_node *call, size_t number,
				      const char *wanted, struct dt_node *arg)
{
	struct dt_type *type;

	if (dt_node_is_void(arg) || dt_node_is_dynamic(arg))
		fail_argument(unit, call, number, wanted, arg);
	if (!strcmp(wanted, "expr"))
		return arg;
	type = prototype_type(unit, wanted);
	if (!is_address(unit, arg, wanted) && !dt_node_fits(unit, arg, type))
		fail_argument(unit, call, number, wanted, arg);
	if (dt_node_is_null(arg) && !dt_type_is_scalar(type))
		return arg;
	return dt_convert(unit, arg, type);
}

static void check_count(struct dt_unit *unit, const struct dt_node *call, size_t count,
			const struct prototype *prototype)
{
	enum dt_errtag tag = D_PROTO_LEN;

	if (count > prototype->count && call->function->arity_tag)
		tag = call->function->arity_tag;
	if (count >= prototype->least && count <= prototype->count)
		return;
	if (prototype->least == prototype->count)
		dt_fail(unit, call, tag,
			"%s( ) prototype mismatch: %zu argument%s passed, %zu expected",
			call->string, count, count == 1 ? "" : "s", prototype->count);
	dt_fail(unit, call, tag,
		"%s( ) prototype mismatch: %zu argument%s passed, %zu to %zu expected",
		call->string, count, count == 1 ? "" : "s", prototype->least, prototype->count);
}

void dt_cook_arguments(struct dt_unit *unit, struct dt_node *call)
{
	struct prototype prototype;
	struct dt_node **arg = &call->args;

	parse_prototype(call->function->prototype, &prototype);
	check_count(unit, call, dt_node_count(call->args), &prototype);
	for (size_t i = 0; *arg; arg = &(*arg)->next, i++)
		*arg = check_argument(unit, call, i + 1, prototype.parameters[i].type, *arg);
	dt_node_set_type(unit, call, prototype_type(unit, prototype.result));
}

/* --- calls --- */

const struct dt_function *dt_find_function(struct dt_unit *unit, struct dt_node *call)
{
	struct dt_node name = {.string = call->string, .value = DIF_SCOPE_GLOBAL};
	struct dt_ident *ident = dt_find(unit, &name);

	if (!ident)
		dt_fail_suggest(unit, call, D_FUNC_UNDEF, dt_suggest_function(unit, call->string),
				"undefined function name: %s%s", call->string,
				dt_hidden_by_version(unit, &name));
	if (ident->kind == DT_IDENT_UNSUPPORTED && ident->function)
		dt_fail(unit, call, D_FUNC_UNDEF, "%s( ) is not available on Linux: %s",
			call->string, ident->reason);
	if (ident->kind != DT_IDENT_FUNCTION)
		dt_fail(unit, call, D_FUNC_IDKIND, "%s is a variable and may not be called",
			call->string);
	dt_note_use(unit, ident);
	call->function = ident->function;
	return ident->function;
}

static void check_alloca(struct dt_unit *unit, const struct dt_node *call)
{
	const struct dt_node *size = call->args;

	if (size->kind == DT_NODE_INT && size->value > INT32_MAX)
		dt_fail(unit, size, D_ALLOCA_SIZE,
			"alloca( ) argument #1 must be from 0 to %d bytes: %lld", INT32_MAX,
			(long long)size->value);
}

/* Memory these return is the program's own: it may be written. */
static bool returns_scratch(const struct dt_function *function)
{
	return function->id == DIF_SUBR_ALLOCA || function->id == DIF_SUBR_COPYIN;
}

struct dt_node *dt_cook_call(struct dt_unit *unit, struct dt_node *call)
{
	const struct dt_function *function = dt_find_function(unit, call);

	if (function->kind == DT_FUNCTION_ACTION)
		dt_fail(unit, call, D_CG_EXPR,
			"%s( ) is an action and may not be called from an expression",
			call->string);
	if (function->kind == DT_FUNCTION_AGGREGATING)
		dt_fail(unit, call, D_CG_EXPR,
			"%s( ) may only be called to aggregate: @name = %s(…)", call->string,
			call->string);
	dt_cook_list(unit, &call->args);
	dt_cook_arguments(unit, call);
	if (function->cook)
		function->cook(unit, call);
	if (unit->state.speculated &&
	    (function->id == DIF_SUBR_COPYOUT || function->id == DIF_SUBR_COPYOUTSTR))
		dt_fail(unit, call, D_ACT_SPEC, "destructive actions may not follow speculate( )");
	if (function->id == DIF_SUBR_ALLOCA)
		check_alloca(unit, call);
	if (returns_scratch(function))
		call->flags |= DT_NF_WRITABLE;
	return call;
}
