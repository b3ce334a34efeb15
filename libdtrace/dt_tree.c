/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * -x tree: the cooked tree as text, one clause after another. An expression is
 * (kind:type flags children…); flags: s signed, r by reference, l lvalue, w writable, t truncate, u
 * userland.
 */
#include "dt_tree.h"
#include <inttypes.h>

static void print_flags(const struct dt_node *node, FILE *out)
{
	static const struct {
		unsigned int flag;
		char letter;
	} letters[] = {{DT_NF_SIGNED, 's'},   {DT_NF_REF, 'r'},	     {DT_NF_LVALUE, 'l'},
		       {DT_NF_WRITABLE, 'w'}, {DT_NF_TRUNCATE, 't'}, {DT_NF_USERLAND, 'u'}};

	fputc(' ', out);
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (node->flags & letters[i].flag)
			fputc(letters[i].letter, out);
	if (node->flags & DT_NF_OP_SIGNED)
		fputs("+signed", out);
	if (node->flags & DT_NF_OP_STRING)
		fputs("+string", out);
}

static void print_name(const struct dt_node *node, FILE *out)
{
	static const char *const scopes[] = {"", "self->", "this->"};

	switch (node->kind) {
	case DT_NODE_VAR:
		fprintf(out, "%s%s", scopes[node->ident->scope], node->ident->name);
		break;
	case DT_NODE_INT:
		fprintf(out, "%" PRId64, (int64_t)node->value);
		break;
	case DT_NODE_STRING:
		fprintf(out, "\"%s\"", node->string);
		break;
	case DT_NODE_CALL:
		fprintf(out, "%s()", node->function->name);
		break;
	case DT_NODE_SYMBOL:
		fputs(node->string, out);
		break;
	case DT_NODE_OP1:
	case DT_NODE_OP2:
		fputs(dt_op_name(node->op), out);
		break;
	default:
		fputs(dt_node_kind_name(node->kind), out);
	}
}

static void print_details(const struct dt_node *node, FILE *out)
{
	if (node->kind == DT_NODE_MEMBER)
		fprintf(out, " @%" PRIu64, node->bit_offset);
	if (node->bit_size)
		fprintf(out, ":%u", node->bit_size);
	if (node->scale > 1)
		fprintf(out, " *%" PRIu64, node->scale);
	if (node->bound)
		fprintf(out, " <%" PRIu64, node->bound);
}

static void print_expression(const struct dt_node *node, FILE *out)
{
	char type[256];

	if (!node)
		return;
	fputc('(', out);
	print_name(node, out);
	fprintf(out, ":%s", dt_type_name(node->type, type, sizeof(type)));
	print_flags(node, out);
	print_details(node, out);
	for (const struct dt_node *arg = node->args; arg; arg = arg->next)
		print_expression(arg, out);
	print_expression(node->condition, out);
	print_expression(node->left, out);
	print_expression(node->right, out);
	fputc(')', out);
}

static void print_action(const struct dt_node *action, FILE *out)
{
	fprintf(out, "  %#x statement %u", action->action, action->statement);
	if (action->flags & DT_NF_DISCARD)
		fputs(" discard", out);
	if (action->arg)
		fprintf(out, " arg %#" PRIx64, action->arg);
	if (action->name)
		fprintf(out, " @%s keys %u variable %u", action->name, action->ntuple,
			action->variable);
	if (action->format)
		fprintf(out, " format \"%s\"", action->format);
	fputc(' ', out);
	print_expression(action->left, out);
	fputc('\n', out);
}

void dt_tree_print(const struct dt_node *clauses, FILE *out)
{
	for (; clauses; clauses = clauses->next) {
		for (const struct dt_node *desc = clauses->descs; desc; desc = desc->next)
			fprintf(out, "%s%s", desc->string, desc->next ? "," : "\n");
		if (clauses->predicate) {
			fputs("  predicate ", out);
			print_expression(clauses->predicate, out);
			fputc('\n', out);
		}
		for (const struct dt_node *node = clauses->actions; node; node = node->next)
			print_action(node, out);
	}
}
