/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printf(), printa(), system(), freopen(): formats against arguments. The
 * format that is stored says %u where the argument is unsigned, so that who prints needs no types.
 */
#include "dt_action.h"
#include "dt_format.h"

/* A parsed format in the unit's arena, with the text that will be stored. */
struct format {
	struct dt_conversion *conversions;
	size_t count;
	char *text;	  /* own copy, changed as the types demand */
	const char *base; /* what the conversions' text pointed into, for offsets */
};

static void parse_format(struct dt_unit *unit, const struct dt_node *node, struct format *format)
{
	char why[200];
	struct dt_format *parsed = dt_format_parse(node->string, why, sizeof(why));
	char *copy = NULL;

	if (!parsed)
		dt_fail(unit, node, D_SYNTAX, "%s", why);
	format->count = parsed->count;
	format->conversions =
		dt_arena_alloc(unit->arena, parsed->count * sizeof(*format->conversions));
	copy = dt_arena_alloc(unit->arena, strlen(parsed->text) + 1);
	if (format->conversions && copy) {
		memcpy(format->conversions, parsed->conversions,
		       parsed->count * sizeof(*format->conversions));
		strcpy(copy, parsed->text);
	}
	for (size_t i = 0; format->conversions && copy && i < format->count; i++)
		format->conversions[i].text = copy + (parsed->conversions[i].text - parsed->text);
	dt_format_destroy(parsed);
	if (!format->conversions || !copy)
		dt_fail_memory(unit);
	format->base = copy;
	format->text = dt_unit_strdup(unit, node->string);
}

/* Where the letter of conversion i stands: right before the next conversion's text. */
static char *letter(const struct format *format, size_t i)
{
	return format->text + (format->conversions[i + 1].text - format->base) - 1;
}

/* --- types ------------------------------------------------------------------------------------ */

static bool is_string_type(struct dt_type *type)
{
	enum dt_kind kind = dt_type_kind(dt_type_resolve(type));

	return kind == DT_KIND_STRING || (kind == DT_KIND_ARRAY && dt_type_is_string_like(type));
}

static bool is_integer_type(struct dt_type *type)
{
	enum dt_kind kind = dt_type_kind(dt_type_resolve(type));

	return kind == DT_KIND_INTEGER || kind == DT_KIND_ENUM;
}

static bool is_address_type(struct dt_type *type)
{
	enum dt_kind kind = dt_type_kind(dt_type_resolve(type));

	return is_integer_type(type) || kind == DT_KIND_POINTER || kind == DT_KIND_ARRAY ||
	       kind == DT_KIND_SYMADDR;
}

static bool is_wide_array(struct dt_unit *unit, struct dt_type *type)
{
	return dt_type_kind(dt_type_resolve(type)) == DT_KIND_ARRAY &&
	       dt_size_of(unit, dt_type_reference(dt_type_resolve(type))) == 4;
}

static bool integer_of(struct dt_unit *unit, struct dt_type *type, uint64_t size)
{
	return is_integer_type(type) && (!size || dt_size_of(unit, type) == size);
}

static bool conversion_takes(struct dt_unit *unit, const struct dt_conversion *conversion,
			     struct dt_type *type)
{
	switch (conversion->class_) {
	case DT_FORMAT_INTEGER:
		return integer_of(unit, type, conversion->bytes);
	case DT_FORMAT_CHAR:
	case DT_FORMAT_ESCCHAR:
		return is_integer_type(type) && dt_size_of(unit, type) <= 4;
	case DT_FORMAT_STRING:
	case DT_FORMAT_ESCSTRING:
		return conversion->modifier ? is_wide_array(unit, type) : is_string_type(type);
	case DT_FORMAT_POINTER:
	case DT_FORMAT_KADDR:
	case DT_FORMAT_UADDR:
		return is_address_type(type);
	case DT_FORMAT_FLOAT:
		return dt_type_kind(dt_type_resolve(type)) == DT_KIND_FLOAT;
	case DT_FORMAT_STACK:
		return dt_type_kind(dt_type_resolve(type)) == DT_KIND_STACK;
	case DT_FORMAT_TIME:
		return integer_of(unit, type, 8);
	case DT_FORMAT_PORT:
		return integer_of(unit, type, 2);
	case DT_FORMAT_IP:
		return is_string_type(type);
	default:
		return false;
	}
}

static const char *wanted_type(const struct dt_conversion *conversion)
{
	switch (conversion->class_) {
	case DT_FORMAT_INTEGER:
		return conversion->bytes == 1	? "an 8-bit integer"
		       : conversion->bytes == 2 ? "a 16-bit integer"
		       : conversion->bytes == 4 ? "a 32-bit integer"
		       : conversion->bytes == 8 ? "a 64-bit integer"
						: "an integer";
	case DT_FORMAT_CHAR:
	case DT_FORMAT_ESCCHAR:
		return "a character";
	case DT_FORMAT_POINTER:
	case DT_FORMAT_KADDR:
	case DT_FORMAT_UADDR:
		return "a pointer or an integer";
	case DT_FORMAT_FLOAT:
		return "a floating-point value";
	case DT_FORMAT_STACK:
		return "a stack( ) or ustack( ) key";
	case DT_FORMAT_TIME:
		return "a 64-bit time in nanoseconds";
	case DT_FORMAT_PORT:
		return "a uint16_t";
	default:
		return "a string or an array of characters";
	}
}

static _Noreturn void fail_type(struct dt_unit *unit, const struct dt_node *at,
				const char *function, size_t number,
				const struct dt_conversion *conversion, struct dt_type *type)
{
	bool text = conversion->class_ == DT_FORMAT_STRING && dt_type_is_string_like(type);

	dt_fail(unit, at, D_PRINTF_ARG_TYPE,
		"%s( ) argument #%zu is incompatible with conversion %%%c: expected %s, got \"%s\"%s",
		function, number, conversion->conversion, wanted_type(conversion),
		dt_type_text(unit, type), text ? "; use stringof( ) or copyinstr( )" : "");
}

/* %d and %i print a sign only for signed types. */
static void adapt_letter(const struct format *format, size_t i, struct dt_type *type)
{
	const struct dt_conversion *conversion = &format->conversions[i];
	bool decimal = conversion->conversion == 'd' || conversion->conversion == 'i';

	if (conversion->class_ == DT_FORMAT_INTEGER && decimal && !dt_type_is_signed(type))
		*letter(format, i) = 'u';
}

/* --- printf --- */

struct arguments {
	struct dt_unit *unit;
	struct dt_node *call;
	struct dt_node **next; /* argument to be taken */
	size_t number;	       /* of the last one taken; the format is #1 */
};

static struct dt_node *take(struct arguments *arguments)
{
	struct dt_node *arg = *arguments->next;

	if (!arg)
		return NULL;
	if (dt_node_is_agg(arg))
		dt_fail(arguments->unit, arg, D_PRINTF_ARG_TYPE,
			"%s( ) argument #%zu is an aggregation; use printa( )",
			arguments->call->string, arguments->number + 1);
	if (!dt_cook_key_action(arguments->unit, arg, D_PRINTF_ARG_TYPE, "an argument"))
		arg = *arguments->next = dt_cook(arguments->unit, arg);
	arguments->number++;
	if (arg->kind == DT_NODE_XLATE || dt_node_is_dynamic(arg) || dt_node_is_void(arg))
		dt_fail(arguments->unit, arg, D_PRINTF_ARG_TYPE,
			"%s( ) argument #%zu has no value to print: \"%s\"",
			arguments->call->string, arguments->number,
			dt_node_type_text(arguments->unit, arg));
	return arg;
}

static void advance(struct arguments *arguments)
{
	arguments->next = &(*arguments->next)->next;
}

/* An int for '*'. */
static void take_dynamic(struct arguments *arguments, const char *what)
{
	struct dt_node *arg = take(arguments);

	if (!arg)
		dt_fail(arguments->unit, arguments->call, D_PRINTF_DYN_PROTO,
			"%s( ) prototype mismatch: %s argument for * is missing",
			arguments->call->string, what);
	if (!dt_node_is_integer(arg))
		dt_fail(arguments->unit, arg, D_PRINTF_DYN_TYPE,
			"%s( ) argument #%zu, the %s for *, must be an integer, not \"%s\"",
			arguments->call->string, arguments->number, what,
			dt_node_type_text(arguments->unit, arg));
	*arguments->next =
		dt_convert(arguments->unit, arg, dt_intrinsic(arguments->unit->hdl, DT_INT));
	advance(arguments);
}

static void take_value(struct arguments *arguments, const struct format *format, size_t i)
{
	const struct dt_conversion *conversion = &format->conversions[i];
	struct dt_unit *unit = arguments->unit;
	struct dt_node *arg = take(arguments);
	bool constant = arg && arg->kind == DT_NODE_INT && dt_node_is_integer(arg);

	if (!arg)
		dt_fail(unit, arguments->call, D_PRINTF_ARG_PROTO,
			"%s( ) prototype mismatch: conversion #%zu (%%%c) has no argument",
			arguments->call->string, i + 1, conversion->conversion);
	/* A constant takes the size its conversion asks for. */
	if (constant && (conversion->bytes == 8 || conversion->class_ == DT_FORMAT_TIME))
		arg = dt_convert(unit, arg, dt_intrinsic(unit->hdl, DT_INT64));
	if (constant && (conversion->bytes == 1 || conversion->bytes == 2) &&
	    dt_size_of(unit, arg->type) <= 4)
		arg = dt_convert(
			unit, arg,
			dt_intrinsic(unit->hdl, conversion->bytes == 1 ? DT_CHAR : DT_SHORT));
	if (constant && conversion->class_ == DT_FORMAT_PORT)
		arg = dt_convert(unit, arg, dt_intrinsic(unit->hdl, DT_UINT16));
	if (!conversion_takes(unit, conversion, arg->type))
		fail_type(unit, arg, arguments->call->string, arguments->number, conversion,
			  arg->type);
	adapt_letter(format, i, arg->type);
	*arguments->next = arg;
	advance(arguments);
}

static void check_arguments(struct dt_unit *unit, struct dt_node *call, struct format *format)
{
	struct arguments arguments = {unit, call, &call->args->next, 1};
	const struct dt_conversion *conversion;

	for (size_t i = 0; i < format->count; i++) {
		conversion = &format->conversions[i];
		if (conversion->flags & DT_FORMAT_AGG)
			dt_fail(unit, call, D_PRINTF_AGG_CONV,
				"%%@ conversion is only for printa( )");
		if (conversion->flags & DT_FORMAT_DYNWIDTH)
			take_dynamic(&arguments, "width");
		if (conversion->flags & DT_FORMAT_DYNPREC)
			take_dynamic(&arguments, "precision");
		if (dt_format_takes_argument(conversion))
			take_value(&arguments, format, i);
	}
	if (*arguments.next)
		dt_fail(unit, *arguments.next, D_PRINTF_ARG_EXTRA,
			"%s( ) prototype mismatch: only %zu argument%s required by this format",
			call->string, arguments.number - 1, arguments.number == 2 ? "" : "s");
}

/* The first action, which has the format, stays without a value when a stack comes first. */
static struct dt_node *add_key_action(struct dt_unit *unit, struct dt_node *key, uint32_t statement)
{
	struct dt_node *action = dt_action_add(unit, key, key->action, key->left, statement);

	action->arg = key->arg;
	return action;
}

static void add_arguments(struct dt_unit *unit, struct dt_node *call, uint32_t kind, char *text)
{
	uint32_t statement = dt_statement_number(unit);
	struct dt_node *arg = call->args->next, *next;
	struct dt_node *action;

	action = dt_action_add(unit, call, kind, NULL, statement);
	action->format = text;
	for (; arg; arg = next) {
		next = arg->next;
		arg->next = NULL;
		if (arg->action)
			action = add_key_action(unit, arg, statement);
		else if (action->left || action->action != kind)
			action = dt_action_add(unit, call, kind, arg, statement);
		else
			action->left = arg;
	}
}

static void printf_like(struct dt_unit *unit, struct dt_node *call, bool may_be_empty)
{
	struct dt_node *text = call->args;
	struct format format;

	if (!text)
		dt_fail(unit, call, D_PROTO_LEN,
			"%s( ) prototype mismatch: 0 arguments passed, at least 1 expected",
			call->string);
	if (text->kind != DT_NODE_STRING)
		dt_fail(unit, text, D_PRINTF_ARG_FMT, "%s( ) argument #1 must be a string constant",
			call->string);
	if (!*text->string && !may_be_empty)
		dt_fail(unit, text, D_PRINTF_FMT_EMPTY, "%s( ) format is empty", call->string);
	parse_format(unit, text, &format);
	check_arguments(unit, call, &format);
	dt_note_record(unit, call);
	add_arguments(unit, call, call->function->id, format.text);
}

void dt_action_printf(struct dt_unit *unit, struct dt_node *call)
{
	printf_like(unit, call, false);
}

void dt_action_system(struct dt_unit *unit, struct dt_node *call)
{
	printf_like(unit, call, false);
}

void dt_action_freopen(struct dt_unit *unit, struct dt_node *call)
{
	const struct dt_node *name = call->args;

	if (name && name->kind == DT_NODE_STRING && !strcmp(name->string, "."))
		dt_fail(unit, call, D_FREOPEN_INVALID,
			"freopen( ) cannot write to \".\": it is a directory; \"\" restores the output");
	printf_like(unit, call, true);
}

/* --- printa --- */

/* The next key's type; a conversion takes one, and so does each *. */
static struct dt_type *take_key(struct dt_unit *unit, const struct dt_node *call,
				const struct dt_ident *ident, size_t *key, enum dt_errtag missing,
				const char *taker)
{
	const struct dt_signature *keys = ident->signature;

	if (!keys || *key >= keys->count)
		dt_fail(unit, call, missing,
			"printa( ) prototype mismatch: @%s has no key #%zu for %s", ident->name,
			*key + 1, taker);
	return keys->types[(*key)++];
}

static void take_dynamic_key(struct dt_unit *unit, const struct dt_node *call,
			     const struct dt_ident *ident, size_t *key)
{
	struct dt_type *type = take_key(unit, call, ident, key, D_PRINTF_DYN_PROTO, "*");

	if (!is_integer_type(type))
		dt_fail(unit, call, D_PRINTF_DYN_TYPE,
			"printa( ) key #%zu of @%s, for *, must be an integer, not \"%s\"", *key,
			ident->name, dt_type_text(unit, type));
}

/* %@ shows a 64-bit number; where it is a distribution the letter does not matter. */
static void check_value_conversion(struct dt_unit *unit, const struct dt_node *call,
				   const struct dt_conversion *conversion)
{
	struct dt_type *value = dt_intrinsic(unit->hdl, DT_INT64);

	if (conversion->class_ != DT_FORMAT_INTEGER || !conversion_takes(unit, conversion, value))
		dt_fail(unit, call, D_PRINTF_ARG_TYPE,
			"printa( ) conversion %%@%c does not show the value of an aggregation: "
			"use %%@d, %%@u, %%@x or %%@o",
			conversion->conversion);
}

static void check_key_conversions(struct dt_unit *unit, struct dt_node *call,
				  const struct format *format, const struct dt_ident *ident)
{
	const struct dt_conversion *conversion;
	struct dt_type *type;
	size_t key = 0;

	for (size_t i = 0; i < format->count; i++) {
		conversion = &format->conversions[i];
		if (conversion->flags & DT_FORMAT_DYNWIDTH)
			take_dynamic_key(unit, call, ident, &key);
		if (conversion->flags & DT_FORMAT_DYNPREC)
			take_dynamic_key(unit, call, ident, &key);
		if (!dt_format_takes_argument(conversion))
			continue;
		if (conversion->flags & DT_FORMAT_AGG) {
			check_value_conversion(unit, call, conversion);
			continue;
		}
		type = take_key(unit, call, ident, &key, D_PRINTF_ARG_PROTO, "a conversion");
		if (!conversion_takes(unit, conversion, type))
			fail_type(unit, call, "printa", key, conversion, type);
		adapt_letter(format, i, type);
	}
}

/* As arguments are: any two integers, any two strings, else the same type. */
static bool keys_compatible(struct dt_type *a, struct dt_type *b)
{
	if (is_integer_type(a) && is_integer_type(b))
		return true;
	if (is_string_type(a) && is_string_type(b))
		return true;
	return dt_type_same(dt_type_resolve(a), dt_type_resolve(b));
}

static void check_same_keys(struct dt_unit *unit, struct dt_node *call,
			    const struct dt_ident *first, const struct dt_ident *other)
{
	const struct dt_signature *a = first->signature, *b = other->signature;
	size_t count = a ? a->count : 0, others = b ? b->count : 0;

	if (count != others)
		dt_fail(unit, call, D_PRINTA_AGGKEY,
			"printa( ) aggregations must have the same keys: @%s has %zu, @%s has %zu",
			first->name, count, other->name, others);
	for (size_t i = 0; i < count; i++)
		if (!keys_compatible(a->types[i], b->types[i]))
			dt_fail(unit, call, D_PRINTA_AGGPROTO,
				"printa( ) aggregations must have the same keys: #%zu of @%s is \"%s\", "
				"of @%s \"%s\"",
				i + 1, first->name, dt_type_text(unit, a->types[i]), other->name,
				dt_type_text(unit, b->types[i]));
}

static void add_aggregations(struct dt_unit *unit, struct dt_node *call, struct dt_node *arg,
			     char *text)
{
	uint32_t statement = dt_statement_number(unit);
	struct dt_ident *first = NULL, *ident;
	struct dt_node *action;

	for (; arg; arg = arg->next) {
		ident = dt_aggregation_argument(unit, arg, D_PRINTA_AGGARG, D_PRINTA_AGGBAD,
						"printa");
		if (first)
			check_same_keys(unit, call, first, ident);
		action = dt_action_add(unit, call, DTRACEACT_PRINTA, NULL, statement);
		action->arg = ident->id;
		if (!first)
			action->format = text;
		first = first ? first : ident;
	}
}

void dt_action_printa(struct dt_unit *unit, struct dt_node *call)
{
	struct dt_node *text = call->args, *arg = call->args;
	struct dt_ident *ident;
	struct format format = {0};

	if (!arg)
		dt_fail(unit, call, D_PROTO_LEN,
			"printa( ) prototype mismatch: 0 arguments passed, at least 1 expected");
	if (arg->kind == DT_NODE_STRING)
		arg = arg->next;
	if (!arg)
		dt_fail(unit, call, D_PRINTA_PROTO,
			"printa( ) prototype mismatch: at least one aggregation is expected");
	ident = dt_aggregation_argument(unit, arg, D_PRINTA_AGGARG, D_PRINTA_AGGBAD, "printa");
	if (arg != text) {
		if (!*text->string)
			dt_fail(unit, text, D_PRINTF_FMT_EMPTY, "printa( ) format is empty");
		parse_format(unit, text, &format);
		check_key_conversions(unit, call, &format, ident);
	}
	dt_note_record(unit, call);
	add_aggregations(unit, call, arg, format.text);
}
