/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * C names of types: "struct task_struct *", "char [16]", "int (*)(struct file *)".
 *
 * A name is built from the inside out, as C declarators read: `inner` is the declarator so far, and
 * each step puts a `*`, a `[n]` or a parameter list around it until a type with a name of its own
 * is reached. Work is bounded by DT_DEPTH_MAX and by the size of the buffers, whatever the graph
 * looks like; what does not fit is cut off.
 */
#include <stdio.h>
#include <string.h>

#include "dt_type_impl.h"

#define INNER_MAX 512

/*
 * Declarator under construction, kept at the end of its buffer so that it grows to the left and
 * right.
 */
struct declarator {
	char text[INNER_MAX];
	size_t length;
};

static void append(struct declarator *inner, const char *text)
{
	size_t length = strlen(text), room = INNER_MAX - 1 - inner->length;

	if (length > room)
		length = room;
	memcpy(inner->text + inner->length, text, length);
	inner->length += length;
	inner->text[inner->length] = '\0';
}

static void prepend(struct declarator *inner, const char *text)
{
	size_t length = strlen(text), room = INNER_MAX - 1 - length;

	if (inner->length > room)
		inner->length = room;
	memmove(inner->text + length, inner->text, inner->length);
	memcpy(inner->text, text, length);
	inner->length += length;
	inner->text[inner->length] = '\0';
}

static void write_name(struct dt_type *type, struct declarator *inner, char *to, size_t size,
		       unsigned int depth);

static void append_parameters(struct dt_type *function, struct declarator *inner,
			      unsigned int depth)
{
	struct declarator none;
	char name[INNER_MAX];
	uint32_t i;

	append(inner, "(");
	for (i = 0; i < function->length && inner->length < INNER_MAX - 2; i++) {
		none.length = 0;
		none.text[0] = '\0';
		write_name(function->parameters[i], &none, name, sizeof(name), depth + 1);
		append(inner, i ? ", " : "");
		append(inner, name);
	}
	if (function->variadic)
		append(inner, function->length ? ", ..." : "...");
	append(inner, ")");
}

#define CONST	 1u
#define VOLATILE 2u
#define RESTRICT 4u

static unsigned int qualifier(const struct dt_type *type)
{
	switch (type->kind) {
	case DT_KIND_CONST:
		return CONST;
	case DT_KIND_VOLATILE:
		return VOLATILE;
	case DT_KIND_RESTRICT:
		return RESTRICT;
	default:
		return 0;
	}
}

static const char *keyword(const struct dt_type *type)
{
	switch (type->kind) {
	case DT_KIND_STRUCT:
		return "struct";
	case DT_KIND_UNION:
		return "union";
	case DT_KIND_ENUM:
		return "enum";
	case DT_KIND_FORWARD:
		return type->is_union ? "union" : "struct";
	default:
		return NULL;
	}
}

/* The end of the declarator: a type that has, or is, a name. */
static void write_base(const struct dt_type *type, const char *qualifiers,
		       const struct declarator *inner, char *to, size_t size)
{
	const char *tag = keyword(type);
	const char *name = type->name ? type->name : tag ? "" : "unknown type";

	snprintf(to, size, "%s%s%s%s%s%s", qualifiers, tag ? tag : "", tag && *name ? " " : "",
		 name, inner->length ? " " : "", inner->text);
}

/* Strip qualifiers; which they were, in whatever order they stood. */
static unsigned int strip_qualifiers(struct dt_type **type)
{
	unsigned int mask = 0, steps;

	for (steps = 0; qualifier(*type) && steps < DT_CHAIN_MAX; steps++) {
		mask |= qualifier(*type);
		*type = dt_type_reference(*type);
	}
	return mask;
}

/* Qualifiers of a pointer stand behind its `*`, those of anything else in front of the name. */
static void qualify(struct dt_type **type, struct declarator *inner, char *front, size_t size)
{
	unsigned int mask = strip_qualifiers(type);
	char words[32];

	snprintf(words, sizeof(words), "%s%s%s", mask & CONST ? "const " : "",
		 mask & VOLATILE ? "volatile " : "", mask & RESTRICT ? "restrict " : "");
	if ((*type)->kind != DT_KIND_POINTER) {
		snprintf(front + strlen(front), size - strlen(front), "%s", words);
		return;
	}
	if (!inner->length && mask)
		words[strlen(words) - 1] = '\0';
	prepend(inner, words);
}

static void write_name(struct dt_type *type, struct declarator *inner, char *to, size_t size,
		       unsigned int depth)
{
	char front[128] = "", count[32];
	unsigned int steps;

	for (steps = 0; steps < DT_CHAIN_MAX && depth < DT_DEPTH_MAX / 2; steps++) {
		qualify(&type, inner, front, sizeof(front));
		dt_type_load(type);
		switch (type->kind) {
		case DT_KIND_POINTER:
			prepend(inner, "*");
			type = type->reference;
			continue;
		case DT_KIND_ARRAY:
		case DT_KIND_FUNCTION:
			if (*inner->text == '*') {
				prepend(inner, "(");
				append(inner, ")");
			}
			snprintf(count, sizeof(count), "[%llu]", (unsigned long long)type->count);
			if (type->kind == DT_KIND_ARRAY)
				append(inner, count);
			else
				append_parameters(type, inner, depth);
			type = type->reference;
			continue;
		default:
			write_base(type, front, inner, to, size);
			return;
		}
	}
	snprintf(to, size, "unknown type");
}

char *dt_type_name(struct dt_type *type, char *to, size_t size)
{
	struct declarator inner = {.length = 0};

	write_name(type, &inner, to, size, 0);
	return to;
}
