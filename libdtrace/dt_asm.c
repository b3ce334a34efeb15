/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The assembler: a finished instruction list (real registers) becomes a DIF
 * object: code with resolved branches, integer table, string table, and the table of the
 * variables that the code really names, in order of first use.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dtrace/limits.h>

#include "dt_ir.h"

#define INDEX_MAX 0xffffu /* 16 bits in an instruction */

struct assembly {
	struct dt_ir *ir;
	struct dt_difo *difo;
	struct dt_strtab strings;
	uint32_t *labels; /* instruction index of each label */
	char *message;
	size_t message_size;
	bool failed;
};

static void fail(struct assembly *as, const char *message)
{
	if (!as->failed)
		snprintf(as->message, as->message_size, "%s", message);
	as->failed = true;
}

static void place_labels(struct assembly *as)
{
	const struct dt_instruction *insn;
	uint32_t position = 0;

	for (insn = as->ir->first; insn != NULL; insn = insn->next) {
		if (insn->op == DT_IR_LABEL)
			as->labels[insn->index] = position;
		else
			position++;
	}
	as->difo->text_count = position;
}

/* An integer of its own, once for each symbol. */
static uint32_t symbol_index(struct assembly *as, const char *symbol)
{
	struct dt_difo *difo = as->difo;
	struct dt_difo_link *larger;
	uint32_t i;

	for (i = 0; i < difo->link_count; i++)
		if (strcmp(difo->links[i].symbol, symbol) == 0)
			return difo->links[i].integer;
	larger = realloc(difo->links, (difo->link_count + 1) * sizeof(*larger));
	if (larger != NULL) {
		difo->links = larger;
		larger[i].integer = difo->integer_count;
		larger[i].symbol = strdup(symbol);
	}
	if (larger == NULL || larger[i].symbol == NULL || difo->integer_count > INDEX_MAX) {
		fail(as, difo->integer_count > INDEX_MAX
				 ? "expression uses too many different integers"
				 : "");
		return 0;
	}
	difo->link_count++;
	difo->integers[difo->integer_count++] = 0;
	return larger[i].integer;
}

static bool is_symbol(const struct dt_difo *difo, uint32_t integer)
{
	uint32_t i;

	for (i = 0; i < difo->link_count; i++)
		if (difo->links[i].integer == integer)
			return true;
	return false;
}

static uint32_t integer_index(struct assembly *as, uint64_t value)
{
	struct dt_difo *difo = as->difo;
	uint32_t i;

	for (i = 0; i < difo->integer_count; i++)
		if (difo->integers[i] == value && !is_symbol(difo, i))
			return i;
	if (i > INDEX_MAX) {
		fail(as, "expression uses too many different integers");
		return 0;
	}
	difo->integers[difo->integer_count++] = value;
	return i;
}

static uint32_t string_index(struct assembly *as, const char *string)
{
	uint32_t offset = dt_strtab_add(&as->strings, string);

	if (offset > INDEX_MAX)
		fail(as, "strings of one expression are longer than 64 KiB");
	return offset;
}

static uint32_t encode(struct assembly *as, const struct dt_instruction *insn)
{
	switch (dt_insn_form(insn)) {
	case DT_FORM_BRANCH:
		return DIF_INSTR_BRANCH(insn->op, as->labels[insn->index]);
	case DT_FORM_INTEGER:
		return DIF_INSTR_WIDE_FMT(insn->op,
					  insn->string != NULL ? symbol_index(as, insn->string)
							       : integer_index(as, insn->value),
					  insn->rd);
	case DT_FORM_STRING:
		return DIF_INSTR_WIDE_FMT(insn->op, string_index(as, insn->string), insn->rd);
	case DT_FORM_GET:
	case DT_FORM_PUT:
	case DT_FORM_CALL:
		return DIF_INSTR_WIDE_FMT(insn->op, insn->index, insn->rd);
	case DT_FORM_ELEMENT:
	case DT_FORM_PUSH_REF:
		return DIF_INSTR_FMT(insn->op, insn->index, insn->r2, insn->rd);
	default:
		return DIF_INSTR_FMT(insn->op, insn->r1, insn->r2, insn->rd);
	}
}

static struct dif_variable *find_variable(struct dt_difo *difo, uint32_t id, int scope)
{
	uint32_t i;

	for (i = 0; i < difo->variable_count; i++)
		if (difo->variables[i].id == id && difo->variables[i].scope == scope)
			return &difo->variables[i];
	return NULL;
}

/* Built-in variables have no entry. */
static void note_variable(struct assembly *as, const struct dt_instruction *insn)
{
	int scope = dt_op_scope(insn->op);
	const struct dt_ir_variable *v;
	struct dif_variable *entry;

	if (scope < 0)
		return;
	v = dt_ir_find_variable(as->ir, insn->index, scope);
	if (v == NULL)
		return;
	entry = find_variable(as->difo, insn->index, scope);
	if (entry == NULL) {
		entry = &as->difo->variables[as->difo->variable_count++];
		entry->name = dt_strtab_add(&as->strings, v->name);
		entry->id = v->id;
		entry->kind = v->kind;
		entry->scope = v->scope;
		entry->type = v->type;
	}
	entry->flags |= dt_insn_form(insn) == DT_FORM_PUT ? DIF_VARF_MOD : DIF_VARF_REF;
}

static void write_text(struct assembly *as)
{
	const struct dt_instruction *insn;
	uint32_t n = 0;

	for (insn = as->ir->first; insn != NULL; insn = insn->next)
		if (insn->op != DT_IR_LABEL)
			as->difo->text[n++] = encode(as, insn);
	/* After the strings of the code, which must have small offsets. */
	for (insn = as->ir->first; insn != NULL; insn = insn->next)
		note_variable(as, insn);
}

static uint32_t count_variables(const struct dt_ir *ir)
{
	const struct dt_ir_variable *v;
	uint32_t n = 0;

	for (v = ir->variables; v != NULL; v = v->next)
		n++;
	return n;
}

static bool allocate_tables(struct assembly *as)
{
	struct dt_difo *difo = as->difo;

	difo->text = calloc(difo->text_count + 1, sizeof(*difo->text));
	difo->integers = calloc(difo->text_count + 1, sizeof(*difo->integers));
	difo->variables = calloc(count_variables(as->ir) + 1, sizeof(*difo->variables));
	return difo->text != NULL && difo->integers != NULL && difo->variables != NULL;
}

static void check_size(struct assembly *as)
{
	const struct dt_difo *difo = as->difo;
	uint64_t size = (uint64_t)difo->text_count * sizeof(*difo->text) +
			(uint64_t)difo->integer_count * sizeof(*difo->integers) +
			(uint64_t)difo->variable_count * sizeof(*difo->variables) +
			difo->string_size;

	if (size > DTRACE_DIFO_MAX)
		fail(as, "expression is too large: its code exceeds 256 KiB");
}

static void assemble(struct assembly *as)
{
	place_labels(as);
	if (!allocate_tables(as)) {
		fail(as, "");
		return;
	}
	write_text(as);
	as->difo->result = as->ir->result;
	as->difo->strings = dt_strtab_take(&as->strings, &as->difo->string_size);
	if (as->difo->strings == NULL)
		fail(as, "");
	check_size(as);
}

struct dt_difo *dt_assemble(struct dt_ir *ir, char *message, size_t size)
{
	struct assembly as = {.ir = ir, .message = message, .message_size = size};

	if (size != 0)
		message[0] = '\0';
	dt_strtab_init(&as.strings);
	as.difo = calloc(1, sizeof(*as.difo));
	as.labels = calloc(ir->labels, sizeof(*as.labels));
	if (ir->failed || as.difo == NULL || as.labels == NULL)
		fail(&as, "");
	else
		assemble(&as);
	dt_strtab_destroy(&as.strings);
	free(as.labels);
	if (as.failed) {
		dt_difo_destroy(as.difo);
		return NULL;
	}
	return as.difo;
}
