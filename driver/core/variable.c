/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The variables of a consumer's programs: one table per scope, checked to mean the same in every
 * DIF object, and the storage of global and this-> scalars. The tables grow on the control path
 * while the consumer is not running; loads and stores are for probe context.
 */
#include "run.h"

uint32_t dtrace_type_size(const struct dtrace_state *state, const struct dif_type *type)
{
	if (type->kind != DIF_KIND_STRING)
		return type->size;
	return type->size != 0 ? DTRACE_MIN(type->size, state->strsize) : state->strsize;
}

/* What must agree between two objects that share a variable. */
static bool same_type(const struct dif_type *a, const struct dif_type *b)
{
	const uint8_t flags = DIF_TYPE_BYREF | DIF_TYPE_STORAGE;

	return a->kind == b->kind && a->size == b->size && (a->flags & flags) == (b->flags & flags);
}

static bool is_static(const struct dtrace_variable *variable)
{
	return variable->kind == DIF_VAR_SCALAR && variable->scope != DIF_SCOPE_THREAD;
}

static void place_static(struct dtrace_variable_table *table, struct dtrace_variable *variable)
{
	variable->word = table->words++;
	if (!(variable->type.flags & DIF_TYPE_BYREF))
		return;
	variable->offset = table->data;
	table->data += DTRACE_ROUND_UP(variable->type.size, 8u);
}

static int add_variable(struct dtrace_state *state, const struct dif_variable *from, char *message,
			size_t size)
{
	struct dtrace_variable_table *table = &state->variables[from->scope];
	uint32_t index = from->id - DTRACE_VARIABLE_FIRST;
	struct dif_type type = from->type;
	struct dtrace_variable *variable;

	type.size = dtrace_type_size(state, &from->type);
	if (dtrace_grow(&table->by_id, &table->room, index + 1) != 0)
		return -ENOMEM;
	variable = table->by_id[index];
	if (variable != NULL) {
		if (variable->kind == from->kind && same_type(&variable->type, &type))
			return 0;
		dtrace_message(message, size,
			       "variable id %u has another kind or type in an earlier program",
			       from->id);
		return -EINVAL;
	}
	variable = host_alloc(sizeof(*variable));
	if (variable == NULL)
		return -ENOMEM;
	variable->id = from->id;
	variable->program = state->program;
	variable->kind = from->kind;
	variable->scope = from->scope;
	variable->type = type;
	if (is_static(variable))
		place_static(table, variable);
	table->by_id[index] = variable;
	return 0;
}

/* Ids below the program's own are mentions of built-in variables. */
static bool own_id(const struct dif_variable *variable)
{
	return variable->id >= DIF_VAR_USER_FIRST ||
	       (variable->kind == DIF_VAR_ARRAY && variable->id >= DIF_VAR_ARRAY_USER_FIRST &&
		variable->id < DIF_VAR_CURTHREAD);
}

int dtrace_variables_add(struct dtrace_state *state, const struct dtrace_difo *difo, char *message,
			 size_t size)
{
	uint32_t i;
	int error = 0;

	for (i = 0; i < difo->variable_count && error == 0; i++)
		if (own_id(&difo->variables[i]))
			error = add_variable(state, &difo->variables[i], message, size);
	return error;
}

/* The newest program's variables lie behind all others in their storage, so it just shrinks. */
void dtrace_variables_forget(struct dtrace_state *state, uint32_t program)
{
	unsigned int scope;
	uint32_t i;

	for (scope = 0; scope < DTRACE_SCOPES; scope++) {
		struct dtrace_variable_table *table = &state->variables[scope];

		for (i = 0; i < table->room; i++) {
			struct dtrace_variable *variable = table->by_id[i];

			if (variable == NULL || variable->program != program)
				continue;
			if (is_static(variable)) {
				table->words = DTRACE_MIN(table->words, variable->word);
				if (variable->type.flags & DIF_TYPE_BYREF)
					table->data = DTRACE_MIN(table->data, variable->offset);
			}
			host_free(variable);
			table->by_id[i] = NULL;
		}
	}
}

void dtrace_variables_destroy(struct dtrace_state *state)
{
	unsigned int scope;
	uint32_t i;

	for (scope = 0; scope < DTRACE_SCOPES; scope++) {
		struct dtrace_variable_table *table = &state->variables[scope];

		for (i = 0; i < table->room; i++)
			host_free(table->by_id[i]);
		host_free(table->by_id);
		memset(table, 0, sizeof(*table));
	}
}

int dtrace_statics_create(struct dtrace_statics *statics, const struct dtrace_variable_table *table)
{
	statics->words = host_alloc(DTRACE_MAX(table->words, 1u) * sizeof(uint64_t));
	statics->data = host_alloc(DTRACE_MAX(table->data, 8u));
	statics->data_size = table->data;
	if (statics->words != NULL && statics->data != NULL)
		return 0;
	dtrace_statics_destroy(statics);
	return -ENOMEM;
}

void dtrace_statics_destroy(struct dtrace_statics *statics)
{
	host_free(statics->words);
	host_free(statics->data);
	memset(statics, 0, sizeof(*statics));
}

static struct dtrace_statics *statics_of(struct dtrace_run *run, unsigned int scope)
{
	return scope == DIF_SCOPE_LOCAL ? &run->local->statics : &run->state->globals;
}

static const struct dtrace_variable *variable_of(struct dtrace_run *run, unsigned int scope,
						 uint32_t id)
{
	return run->state->variables[scope].by_id[id - DTRACE_VARIABLE_FIRST];
}

uint64_t dtrace_static_load(struct dtrace_run *run, unsigned int scope, uint32_t id)
{
	const struct dtrace_variable *variable = variable_of(run, scope, id);
	struct dtrace_statics *statics = statics_of(run, scope);
	uint64_t word = DTRACE_PEEK(statics->words[variable->word]);

	if (!(variable->type.flags & DIF_TYPE_BYREF))
		return word;
	/* A string without a value is "": what is stored for it is zero then. */
	if (word == 0 && !(variable->type.flags & DIF_TYPE_STORAGE) &&
	    variable->type.kind != DIF_KIND_STRING)
		return 0;
	return (uintptr_t)(statics->data + variable->offset);
}

static bool copy_value(struct dtrace_run *run, const struct dif_type *type, uint8_t *to,
		       uint64_t address)
{
	if (type->kind == DIF_KIND_CTF)
		return dtrace_load_bytes(run, to, address, type->size);
	dtrace_load_string(run, (char *)to, address, type->size, false);
	return !dtrace_faulted(run);
}

void dtrace_static_store(struct dtrace_run *run, unsigned int scope, uint32_t id, uint64_t value)
{
	const struct dtrace_variable *variable = variable_of(run, scope, id);
	struct dtrace_statics *statics = statics_of(run, scope);

	if (variable->type.flags & DIF_TYPE_BYREF) {
		uint8_t *to = statics->data + variable->offset;

		if (value != 0 && !copy_value(run, &variable->type, to, value)) {
			if (DTRACE_PEEK(statics->words[variable->word]) == 0)
				memset(to, 0, variable->type.size);
			return;
		}
		if (value == 0)
			memset(to, 0, variable->type.size);
		value = value != 0;
	}
	DTRACE_POKE(statics->words[variable->word], value);
}
