/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Memory of compiled programs: everything below a struct dt_program is
 * malloc'ed piece by piece and freed here.
 */
#include <stdlib.h>

#include "dt_program.h"

void dt_difo_destroy(struct dt_difo *difo)
{
	if (difo == NULL)
		return;
	free(difo->text);
	free(difo->integers);
	free(difo->strings);
	free(difo->variables);
	for (uint32_t i = 0; i < difo->link_count; i++)
		free(difo->links[i].symbol);
	free(difo->links);
	free(difo);
}

void dt_actions_destroy(struct dt_action *actions)
{
	struct dt_action *next;

	for (; actions != NULL; actions = next) {
		next = actions->next;
		free(actions->format);
		free(actions->name);
		dt_difo_destroy(actions->difo);
		free(actions);
	}
}

static void clauses_destroy(struct dt_clause *clauses)
{
	struct dt_clause *next;

	for (; clauses != NULL; clauses = next) {
		next = clauses->next;
		free(clauses->probes);
		dt_difo_destroy(clauses->predicate);
		dt_actions_destroy(clauses->actions);
		free(clauses);
	}
}

void dt_program_destroy(struct dt_program *program)
{
	if (program == NULL)
		return;
	clauses_destroy(program->clauses);
	free(program->label);
	free(program);
}

bool dt_desc_is_helper(const struct dtrace_probe_desc *desc)
{
	return !strcmp(desc->provider, "dtrace") && !strcmp(desc->module, "helper") &&
	       !strcmp(desc->function, "ustack") && !desc->name[0];
}

bool dt_clause_is_helper(const struct dt_clause *clause)
{
	for (uint32_t i = 0; i < clause->probe_count; i++)
		if (!dt_desc_is_helper(&clause->probes[i]))
			return false;
	return clause->probe_count;
}
